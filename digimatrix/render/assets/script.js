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

  // Copying and saving: what a table shows, region in a column, numbers as programs read them.
  const page = document.getElementById("content").dataset;
  const shownIn = (cell) => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll(".partial").forEach((mark) => mark.remove());
    const text = copy.textContent.replace(/\s+/g, " ").trim();
    if (text === "–") return "";
    return text.replace(/^−(?=\d)/, "-").replace(/^[+±](?=\d)/, "").replace(/(?<=\d)[\u00a0\u202f](?=[\d%])/g, "");
  };
  const linesOf = (each) => {
    const regions = [...each.tBodies].some((body) => body.dataset.group);
    return [...each.rows]
      .filter((row) => !row.hidden && !row.parentElement.hidden && !row.matches(".group"))
      .map((row) => {
        const texts = [...row.cells].map(shownIn);
        if (regions) {
          const head = row.parentElement === each.tHead;
          texts.splice(1, 0, head ? page.regionLabel : row.parentElement.dataset.group ?? "");
        }
        return texts;
      });
  };
  const saved = (text) => {
    const safe = /^[=+@\t\r]|^-(?![\d.,]+%?$)/.test(text) ? `'${text}` : text;
    return /[";,\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const tool = (label, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  };
  document.querySelectorAll("#content .scroll > table").forEach((each) => {
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    const copy = tool(page.copyLabel, () => {
      const lines = linesOf(each);
      const markup = document.createElement("table");
      lines.forEach((texts) => {
        const row = markup.insertRow();
        texts.forEach((text) => { row.insertCell().textContent = text; });
      });
      const take = (event) => {
        event.clipboardData.setData("text/plain", lines.map((texts) => texts.join("\t")).join("\n"));
        event.clipboardData.setData("text/html", markup.outerHTML);
        event.preventDefault();
      };
      document.addEventListener("copy", take, { once: true });
      if (document.execCommand("copy")) {
        said.textContent = page.copiedLabel.replace("{n}", String(lines.length - 1));
      }
      document.removeEventListener("copy", take);
    });
    const save = tool(page.csvLabel, () => {
      const between = page.decimal === "," ? ";" : ",";
      const text = linesOf(each).map((texts) => texts.map(saved).join(between)).join("\r\n");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([`\ufeff${text}\r\n`], { type: "text/csv" }));
      link.download = `${each.closest("section").id}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    });
    const tools = document.createElement("p");
    tools.className = "tools";
    tools.append(copy, save, said);
    each.parentElement.after(tools);
  });
})();
