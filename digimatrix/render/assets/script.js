"use strict";
(() => {
  const table = document.getElementById("overview.table");
  const bodies = [...table.tBodies];
  const rowsOf = (body) => [...body.rows].filter((row) => !row.classList.contains("group"));

  // Sorting: within each region, unknown last whichever way.
  const heads = [...table.tHead.rows[0].cells];
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    if (column === 0) return Number(cell.dataset.order);
    return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
  };
  const sortBy = (column) => {
    const was = heads[column].getAttribute("aria-sort");
    const first = column === 0 ? "ascending" : "descending";
    const second = column === 0 ? "descending" : "ascending";
    const now = was === first ? second : first;
    const sign = now === "ascending" ? 1 : -1;
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[column].setAttribute("aria-sort", now);
    bodies.forEach((body) => {
      rowsOf(body)
        .map((row) => ({ row, value: valueOf(row, column) }))
        .sort((a, b) => {
          if (a.value === null || b.value === null) return (a.value === null) - (b.value === null);
          return sign * (a.value - b.value);
        })
        .forEach(({ row }) => body.append(row));
    });
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.title = table.dataset.sortLabel.replace("{column}", head.textContent);
    button.append(...head.childNodes);
    button.addEventListener("click", () => sortBy(column));
    head.append(button);
  });

  // Filter by the name of the municipality or its region.
  const all = bodies.flatMap(rowsOf).length;
  const label = document.createElement("label");
  label.className = "filter";
  const input = document.createElement("input");
  input.type = "search";
  input.autocomplete = "off";
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  label.append(table.dataset.filterLabel + " ", input);
  const line = document.createElement("p");
  line.className = "tools";
  line.append(label, status);
  table.parentElement.before(line);
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLocaleLowerCase();
    let shown = 0;
    bodies.forEach((body) => {
      const region = body.dataset.group.toLocaleLowerCase().includes(wanted);
      let here = 0;
      rowsOf(body).forEach((row) => {
        const fits = region || row.cells[0].textContent.toLocaleLowerCase().includes(wanted);
        row.hidden = !fits;
        here += fits;
      });
      body.hidden = here === 0;
      shown += here;
    });
    status.textContent = table.dataset.shownLabel
      .replace("{shown}", String(shown)).replace("{all}", String(all));
  });
})();
