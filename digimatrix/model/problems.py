"""Every way a sheet can be wrong: its slug, its words, its remedy.

A fault in a sheet is a value: collected, placed and carried into the report's notes on the
data. The words are message ids; `digimatrix.languages.Words` gives them in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum

from digimatrix.model.places import Place


class Severity(IntEnum):
    """How much a problem matters; only errors change the exit code."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


def N_(message: str) -> str:
    """Mark a message for the translators without translating it here."""
    return message


class Rule(Enum):
    """One kind of problem: (slug, severity, what is wrong, what to do).

    A rule whose slug is in a `left_out` problem names a cell that was read but not used.
    """

    # Files
    UNREADABLE_FILE = (
        "unreadable-file",
        Severity.ERROR,
        N_("The file cannot be read: {reason}."),
        N_("Open it in a spreadsheet program, save it again as .xlsx and read it once more."),
    )
    PASSWORD_PROTECTED = (
        "password-protected",
        Severity.ERROR,
        N_("The file is protected with a password."),
        N_("Open it, remove the password and save it again."),
    )
    UNKNOWN_FORMAT = (
        "unknown-format",
        Severity.WARNING,
        N_("The file is not a spreadsheet that can be read."),
        N_("Save it as .xlsx, .ods, .csv or .docx if it is a return; otherwise nothing is needed."),
    )
    EMPTY_FILE = (
        "empty-file",
        Severity.ERROR,
        N_("The file holds no text."),
        N_("Ask the municipality to send its return again."),
    )
    NOT_OPENED = (
        "not-opened",
        Severity.ERROR,
        N_("The file cannot be opened."),
        N_("Close it in other programs and see that you have the right to read it."),
    )
    DAMAGED_FILE = (
        "damaged-file",
        Severity.ERROR,
        N_("The file is damaged or was cut off."),
        N_("Open it in a spreadsheet program and save it again, or ask for it again."),
    )
    DAMAGED_SHEET = (
        "damaged-sheet",
        Severity.ERROR,
        N_("The sheet is damaged or missing from the file; the other sheets were read."),
        N_("Open the file in a spreadsheet program and save it again, or ask for it again."),
    )
    TOO_LARGE = (
        "too-large",
        Severity.ERROR,
        N_("The file goes over a limit of safe reading: {limit} = {allowed}."),
        N_("Save only the sheet with the answers as a new file, or raise the limit."),
    )
    TOO_SLOW = (
        "too-slow",
        Severity.ERROR,
        N_("The file took more time or memory than a return may, and reading it was stopped."),
        N_("Open it in a spreadsheet program, save it as .xlsx and read that."),
    )
    FAULT = (
        "fault",
        Severity.ERROR,
        N_("digimatrix itself failed over this file ({fault}), and nothing of it was read."),
        N_("Copy its table alone to a new sheet and read that; please report the fault."),
    )
    UNSAFE_XML = (
        "unsafe-xml",
        Severity.ERROR,
        N_("The file declares a document type, which no spreadsheet program does."),
        N_("Do not open it before you know who made it; ask for the return again."),
    )
    OTHER_FORMAT = (
        "other-format",
        Severity.ERROR,
        N_("The file holds {format}, which cannot be read."),
        N_("Open it in a program that shows it and save the table as .xlsx."),
    )
    WRONG_EXTENSION = (
        "wrong-extension",
        Severity.NOTE,
        N_("The file is {format} inside, whatever its name says; it was read as that."),
        N_("Nothing is needed; rename the file to make it open in other programs."),
    )
    OLD_FORMAT = (
        "old-format",
        Severity.NOTE,
        N_("Of a file of this kind, hidden rows, notes and struck-through words cannot be told."),
        N_("Save it as .xlsx if it has any."),
    )
    GUESSED_ENCODING = (
        "guessed-encoding",
        Severity.NOTE,
        N_("The file does not say how its letters are written; it was read as {encoding}."),
        N_("Look whether å, ä and ö are right; if not, save it as UTF-8."),
    )
    UNCLOSED_QUOTE = (
        "unclosed-quote",
        Severity.WARNING,
        N_("A quotation mark is not closed; each line was read as a row of its own."),
        N_("Open the file in a spreadsheet program and save it as .xlsx."),
    )
    MENDED_TEXT = (
        "mended-text",
        Severity.NOTE,
        N_("Garbled letters were mended in {count} texts: “{found}” is read as “{read}”."),
        N_("Nothing is needed if this is right."),
    )
    EXTERNAL_LINKS = (
        "external-links",
        Severity.NOTE,
        N_("The file refers to other files; they were not opened."),
        N_("Nothing is needed unless a value is out of date."),
    )
    MACROS = (
        "macros",
        Severity.NOTE,
        N_("The file holds macros; they were not run."),
        N_("Nothing is needed."),
    )
    DOUBLED_PART = (
        "doubled-part",
        Severity.WARNING,
        N_("The file holds a part of itself twice; the last one was read."),
        N_("Open it in a spreadsheet program, look whether the answers are right, save it again."),
    )
    TEXT_BOX = (
        "text-box",
        Severity.WARNING,
        N_("Words in a text box of the sheet were not read: “{text}”."),
        N_("Type them into a cell if they are an answer."),
    )
    PAGE_MARGIN = (
        "page-margin",
        Severity.NOTE,
        N_("Words stand in the header or footer of the page: “{text}”."),
        N_("They can only tell whose the return is; type them into a cell if they are an answer."),
    )
    LONG_CELL = (
        "long-cell",
        Severity.NOTE,
        N_("The cell holds more text than a spreadsheet program keeps."),
        N_("Nothing is needed; saving the file in such a program would cut the text."),
    )
    # Tables
    NO_HEADINGS = (
        "no-headings",
        Severity.ERROR,
        N_("No heading of the matrix was recognised."),
        N_("Write the matrix's headings above (or beside) the answers, for example “{example}”."),
    )
    NO_MUNICIPALITY = (
        "no-municipality",
        Severity.ERROR,
        N_(
            "The sheet names no municipality; the file’s name, “{name}”, stands in for it but is "
            "in no register."
        ),
        N_(
            "Write “{label}: name” above the table or rename the file; if “{name}” is right, add "
            "it to the sheet Municipalities of project.xlsx."
        ),
    )
    NO_ROUND = (
        "no-round",
        Severity.WARNING,
        N_("The sheet does not say when it was filled in."),
        N_("Write the date above the table, or the year in the file or folder name."),
    )
    COMPLETED = (
        "completed-return",
        Severity.NOTE,
        N_("{municipality}: this completes {other}; they are read as one return."),
        N_("Nothing is needed if this is right; otherwise remove the one that does not belong."),
    )
    ADDED_ANSWER = (
        "added-answer",
        Severity.WARNING,
        N_("The words follow those of {other}; nothing tells whether they add to them."),
        N_("Nothing is needed if both hold; otherwise remove the words that are out of date."),
    )
    REPEATED_ANSWER = (
        "repeated-answer",
        Severity.NOTE,
        N_("“{text}” adds nothing to what {other} says of the same."),
        N_("Nothing is needed."),
    )
    REPLACED_ANSWER = (
        "replaced-answer",
        Severity.WARNING,
        N_("{other}, sent later, holds another answer in the place of “{text}”."),
        N_("Nothing is needed if this is right; otherwise remove the later one."),
    )
    SECOND_RETURN = (
        "second-return",
        Severity.ERROR,
        N_(
            "{municipality} has another return for round {round}: {other}. Nothing tells which is "
            "the later one; {used} is used, which has a date or comes last by name."
        ),
        N_("Remove the one that is out of date, or write “old” into its name."),
    )
    OLDER_RETURN = (
        "older-return",
        Severity.WARNING,
        N_("{municipality} has a later return for round {round}: {other}, of {date}."),
        N_("{used} is used; nothing is needed if this is right, otherwise remove it."),
    )
    EARLIER_VERSION = (
        "earlier-version",
        Severity.WARNING,
        N_(
            "{municipality} has another return for round {round}: {other}. By what they call "
            "themselves, it is the later version."
        ),
        N_("{used} is used; nothing is needed if this is right, otherwise remove it."),
    )
    OTHER_LANGUAGE = (
        "other-language",
        Severity.WARNING,
        N_(
            "{municipality} has answered for round {round} in another language, too: {other}. "
            "They are taken for the same answers, and are not read together."
        ),
        N_("{used} is used; nothing is needed if they say the same, otherwise join them."),
    )
    OWN_WORDS = (
        "own-words",
        Severity.WARNING,
        N_("{municipality} answers for itself for round {round} in {other}, and not as here."),
        N_("{used} is used; nothing is needed if this is a summary, otherwise remove one."),
    )
    NOTHING_ANSWERED = (
        "nothing-answered",
        Severity.NOTE,
        N_("{municipality} has answered for round {round} in {other}; here nothing is answered."),
        N_("Nothing is needed; the blank one can be removed."),
    )
    SAME_RETURN = (
        "same-return",
        Severity.NOTE,
        N_("The file is a copy of {other}."),
        N_("It is read once; the copy can be removed."),
    )
    UNKNOWN_MUNICIPALITY = (
        "unknown-municipality",
        Severity.WARNING,
        N_("“{name}” is not in the register of municipalities."),
        N_("Correct the name, or add it to the sheet Municipalities of project.xlsx."),
    )
    NEAR_MUNICIPALITY = (
        "near-municipality",
        Severity.NOTE,
        N_("“{found}” was read as {name}."),
        N_("Nothing is needed if this is right; otherwise correct the name."),
    )
    UNITS_TOGETHER = (
        "units-together",
        Severity.NOTE,
        N_("Units of {name} that answered each for itself are one return: {sheets}."),
        N_("Nothing is needed if this is right; otherwise keep the one that is to count."),
    )
    JOINT_RETURN = (
        "joint-return",
        Severity.NOTE,
        N_("“{found}” answered together: the return counts for each of them: {names}."),
        N_("Nothing is needed if this is right; otherwise leave the name of one municipality."),
    )
    TWO_COUNTRIES = (
        "two-countries",
        Severity.WARNING,
        N_("“{found}” may be {name} or {other} in another country; {used} is used."),
        N_("Nothing is needed if this is right; otherwise write the code instead of the name."),
    )
    OTHER_NAME = (
        "other-name",
        Severity.WARNING,
        N_("“{found}” names another municipality than the cell; {name} is used."),
        N_("If {name} is wrong, correct the cell."),
    )
    FORMER_MUNICIPALITY = (
        "former-municipality",
        Severity.NOTE,
        N_("{former} has been part of {name} since {year}; the return counts for {name}."),
        N_(
            "Nothing is needed; to keep it apart, add it to the sheet Municipalities "
            "of project.xlsx."
        ),
    )
    BEFORE_MERGER = (
        "before-merger",
        Severity.NOTE,
        N_(
            "{former} was a municipality of its own in {round}; its return stands by its own name. "
            "Since {year} it has been part of {name}."
        ),
        N_(
            "Nothing is needed; to count it for {name}, add it to the other names of {name} on the "
            "sheet Municipalities of project.xlsx."
        ),
    )
    OTHER_SCALE = (
        "other-scale",
        Severity.NOTE,
        N_("The levels are on the scale {low}–{high}; they were converted to {to_low}–{to_high}."),
        N_("Nothing is needed if this is right; otherwise name the scale in the heading."),
    )
    READ_AS_LEVEL = (
        "read-as-level",
        Severity.NOTE,
        N_("“{typed}” was read as the level {level}; levels typed in this way: {count}."),
        N_(
            "Nothing is needed if this is right; otherwise type the level as a number "
            "in a cell of its own."
        ),
    )
    NO_TABLE = (
        "no-table",
        Severity.NOTE,
        N_("The sheet holds no matrix; another sheet of the file does."),
        N_("Nothing is needed unless it holds answers: give them the headings of the matrix."),
    )
    OTHER_PAPER = (
        "other-paper",
        Severity.WARNING,
        N_(
            "The sheet seems to be another paper than a return, such as a budget, a list, minutes "
            "or an agenda."
        ),
        N_(
            "Nothing is needed if it is; otherwise write the municipality's name above the table, "
            "and the answers under the headings of the matrix."
        ),
    )
    NO_RETURN = (
        "no-return",
        Severity.ERROR,
        N_("The file holds no return: its sheets are hidden, examples, instructions or summaries."),
        N_("Show or rename the sheet that holds the answers."),
    )
    BLANK_FORM = (
        "blank-form",
        Severity.NOTE,
        N_("The form is blank and names no municipality; it is no return."),
        N_("Nothing is needed; if a municipality sent it, write the municipality's name into it."),
    )
    HIDDEN_SHEET = (
        "hidden-sheet",
        Severity.WARNING,
        N_("The sheet is hidden, so its cells are left out."),
        N_("Show the sheet if it is to count."),
    )
    EXAMPLE = (
        "example",
        Severity.NOTE,
        N_("The text “{text}” is an example, not an answer."),
        N_("Nothing is needed; if it is an answer, take away the word that calls it an example."),
    )
    INSTRUCTION = (
        "instruction",
        Severity.NOTE,
        N_("The text “{text}” is an instruction, not an answer."),
        N_("Nothing is needed; if it is an answer, rename the sheet."),
    )
    SUMMARY = (
        "summary",
        Severity.NOTE,
        N_("The text “{text}” belongs to a summary of other sheets, not to a return."),
        N_("Nothing is needed; if it is an answer, put it on a sheet of its own."),
    )
    TOTAL_ROW = (
        "total",
        Severity.NOTE,
        N_("“{text}” belongs to a row or column of totals, not to a municipality."),
        N_("Nothing is needed: totals are worked out anew."),
    )
    HIDDEN_CELL = (
        "hidden-cell",
        Severity.WARNING,
        N_("The text “{text}” stands in a hidden row or column."),
        N_("Show the row or column if the text is to count."),
    )
    STRUCK_TEXT = (
        "struck-text",
        Severity.NOTE,
        N_("The words “{text}” are struck through, so they do not count."),
        N_("Take the line off the words if they are to count."),
    )
    COMMENT = (
        "comment",
        Severity.NOTE,
        N_("The comment “{text}” hangs on the cell; comments are not read as answers."),
        N_("Write it into the cell if it is part of the answer."),
    )
    ERROR_VALUE = (
        "error-value",
        Severity.WARNING,
        N_("The cell holds an error or a formula without a stored value: {text}."),
        N_("Open the file in a spreadsheet program, mend the formula and save it again."),
    )
    SECOND_LEVEL = (
        "second-level",
        Severity.WARNING,
        N_("“{typed}” differs from the level “{used}” given for the same dimension."),
        N_("“{used}” is used; keep one of the two."),
    )
    SHARED_ANSWER = (
        "shared-answer",
        Severity.NOTE,
        N_("The cell answers {count} places of the matrix at once."),
        N_("Nothing is needed; give each its own words if they differ."),
    )
    WHOLE_CELL = (
        "whole-cell",
        Severity.NOTE,
        N_("The cell holds answers to {count} dimensions; its own headings told them apart."),
        N_("Nothing is needed if this is right; otherwise give each answer a cell of its own."),
    )
    NUMBERED_ANSWERS = (
        "numbered-answers",
        Severity.NOTE,
        N_("The numbers of {count} answers tell which question in the list above they are to."),
        N_("Nothing is needed if this is right; otherwise put each answer below its question."),
    )
    # Cells
    NEAR_HEADING = (
        "near-heading",
        Severity.NOTE,
        N_("“{found}” was read as “{heading}”."),
        N_("Nothing is needed if this is right; otherwise correct the heading."),
    )
    HEADING_BY_PLACE = (
        "heading-by-place",
        Severity.NOTE,
        N_("“{found}” was taken for “{heading}”, for it stands in that heading’s place."),
        N_("Nothing is needed if this is right; otherwise correct the heading."),
    )
    HEADING_WORDS = (
        "heading-words",
        Severity.NOTE,
        N_("The words “{text}” after the heading were taken for its explanation."),
        N_("Nothing is needed if this is right; if they are an answer, move them below it."),
    )
    HEADING_IN_ANSWER = (
        "heading-in-answer",
        Severity.NOTE,
        N_("“{found}” looks like a heading; it was read as part of the answer to “{heading}”."),
        N_("Nothing is needed if this is right; otherwise correct the heading."),
    )
    MISSING_HEADING = (
        "missing-heading",
        Severity.WARNING,
        N_("The column has no heading; its answers were taken for “{heading}”, which is missing."),
        N_("Type the heading above the column, or move the answers to where they belong."),
    )
    OUTSIDE_TABLE = (
        "outside-table",
        Severity.WARNING,
        N_("The text “{text}” stands outside the table."),
        N_("Move it under one of the headings if it is an answer."),
    )
    SIGNATURE = (
        "signature",
        Severity.NOTE,
        N_("The text “{text}” is a greeting, a signature or the end of minutes, not an answer."),
        N_("Nothing is needed; if it is an answer, move it to its heading."),
    )
    UNKNOWN_COLUMN = (
        "unknown-column",
        Severity.WARNING,
        N_("“{found}” is not a heading of the matrix."),
        N_("Rename the heading if the column holds answers; otherwise it is left out."),
    )
    OTHERS_LEVEL = (
        "others-level",
        Severity.NOTE,
        N_("“{found}” is somebody else’s assessment, not a level that the municipality states."),
        N_("Nothing is needed; if it is to count, enter it in a review workbook."),
    )
    UNCLEAR_LEVEL = (
        "unclear-level",
        Severity.WARNING,
        N_("“{typed}” can be read as a level in more than one way."),
        N_("Type one number from {low} to {high}."),
    )
    NUMBER_IN_HEADING = (
        "number-in-heading",
        Severity.WARNING,
        N_(
            "Nothing tells what the number in the heading “{found}” is, "
            "so it was not read as a level."
        ),
        N_("If it is the level, type it below the heading in a row of its own."),
    )
    MENTIONED_LEVEL = (
        "mentioned-level",
        Severity.WARNING,
        N_("“{typed}” in the answer may be its level, but is not surely so, and is not used."),
        N_("If it is the level, type the number in a cell of its own, or “level 2” in the text."),
    )
    NOT_A_LEVEL = (
        "not-a-level",
        Severity.WARNING,
        N_("“{typed}” is not a level from {low} to {high}."),
        N_("Type one number from {low} to {high}."),
    )
    ODD_TARGET = (
        "odd-target",
        Severity.WARNING,
        N_("“{typed}” is not a target: a target is one level from {low} to {high}."),
        N_("Type one number from {low} to {high}; until then the next target that fits counts."),
    )
    NO_TARGET = (
        "no-target",
        Severity.NOTE,
        N_("The row of {who} sets no target."),
        N_("Type a level under a dimension, or one under “target” for all; else the row can go."),
    )
    # Reviews
    REVIEW_OUT_OF_DATE = (
        "review-out-of-date",
        Severity.WARNING,
        N_("The answer has changed since its level was reviewed, so level {level} is not used."),
        N_("Write a new review workbook and review the new text of {municipality}, {dimension}."),
    )
    REVIEW_UNMATCHED = (
        "review-unmatched",
        Severity.WARNING,
        N_("No answer was read that this review is of: {municipality}, {round}, {dimension}."),
        N_("Correct the municipality, the round or the dimension, or add the return."),
    )
    REVIEWS_DIFFER = (
        "reviews-differ",
        Severity.WARNING,
        N_("Reviewers set different levels for {municipality}, {dimension}: {levels}."),
        N_("The lowest counts, with all as its interval, until they agree on one."),
    )
    REVIEW_UNSIGNED = (
        "review-unsigned",
        Severity.WARNING,
        N_("Reviewed levels without a reviewer or a date: {count}. They are used."),
        N_("Type who set them and when."),
    )

    # Tables of numbers
    NAMELESS_ROW = (
        "nameless-row",
        Severity.WARNING,
        N_("The row has numbers but no name, so it is left out."),
        N_("Type the name of the unit."),
    )
    WORDS_ROW = (
        "words-row",
        Severity.WARNING,
        N_("The row has words where the others have numbers (“{text}”), so it is left out."),
        N_(
            "If they are other headings, put what is below them on a sheet of its own; otherwise "
            "type numbers."
        ),
    )
    WHOLE_ROW = (
        "whole-row",
        Severity.NOTE,
        N_(
            "“{name}” has no number under “{column}” as the others have: it is taken for a "
            "figure of them all, not for one of them."
        ),
        N_("Nothing is needed if this is right; otherwise type its number there."),
    )
    GROUP_ROW = (
        "group-row",
        Severity.NOTE,
        N_("“{name}” holds the means of the rows beside it: it is taken for their group."),
        N_("Nothing is needed if this is right; otherwise give the units a column of groups."),
    )
    SUMMARY_ROWS = (
        "summary-rows",
        Severity.NOTE,
        N_("By their names these rows are of several units together, or of weights: {names}."),
        N_("Nothing is needed if this is right; otherwise name the unit in another way."),
    )
    SUM_ROW = (
        "assumed-sum-row",
        Severity.NOTE,
        N_("“{name}” holds the sums of other rows ({rows}): it is taken for no unit of its own."),
        N_("Nothing is needed if this is right; otherwise compare it in a table without these."),
    )
    MEAN_ROW = (
        "assumed-mean-row",
        Severity.NOTE,
        N_("“{name}” holds the means of other rows ({rows}): it is taken for no unit of its own."),
        N_("Nothing is needed if this is right; otherwise compare it in a table without these."),
    )
    AREA_ROW = (
        "assumed-area-row",
        Severity.NOTE,
        N_(
            "“{name}” is of a wider area ({level}) than most rows ({usual}): it is not compared "
            "with them."
        ),
        N_("Nothing is needed if this is right; otherwise compare it in a table of its own."),
    )
    NATION_ROW = (
        "assumed-nation-row",
        Severity.NOTE,
        N_("“{name}” is a country among its parts: it is not compared with them."),
        N_("Nothing is needed if this is right; otherwise name the unit in another way."),
    )
    NAMELESS_COLUMN = (
        "nameless-column",
        Severity.WARNING,
        N_("The column of numbers has no heading, so it is left out."),
        N_("Type a heading above it."),
    )
    FILLED_GROUP = (
        "filled-group",
        Severity.NOTE,
        N_("Blank cells under “{column}” were read as the group above them."),
        N_("Nothing is needed if this is right; otherwise type the group on every row."),
    )
    LONG_TABLE = (
        "long-table",
        Severity.NOTE,
        N_("Each row holds one figure; what stands under “{column}” was read as headings."),
        N_("Nothing is needed if this is right; otherwise put each unit on a row of its own."),
    )
    NAMELESS_NUMBER = (
        "nameless-number",
        Severity.WARNING,
        N_("The row does not say what its number measures, so it is left out."),
        N_("Type what it measures, as on the other rows."),
    )
    GIVEN_TWICE = (
        "given-twice",
        Severity.WARNING,
        N_("“{name}” has more than one number for “{column}”: {used} is used, {typed} is not."),
        N_("Remove the wrong one, or tell apart what they measure."),
    )
    LATEST_ROUND = (
        "latest-round",
        Severity.NOTE,
        N_("The table is of several rounds ({rounds}); {round} is compared."),
        N_("Choose another with the option --round."),
    )
    UNUSED_COLUMN = (
        "unused-column",
        Severity.NOTE,
        N_("The column “{column}” is not compared."),
        N_("Nothing is needed unless it is a dimension: name it in a framework file."),
    )
    NO_COLUMN = (
        "no-column",
        Severity.WARNING,
        N_("No column was found for “{name}”. Columns without a use: {found}."),
        N_("Add the heading of its column to its headings in the framework file."),
    )
    NOT_A_NUMBER = (
        "not-a-number",
        Severity.WARNING,
        N_("“{typed}” is not a number; it counts as unknown."),
        N_("Type a number, or leave the cell empty."),
    )
    BANDS = (
        "bands",
        Severity.NOTE,
        N_(
            "Under “{column}” stand bands or limits instead of numbers, such as “{typed}”: "
            "{count}. They count as unknown."
        ),
        N_("Nothing is needed; a number in its place would be compared."),
    )
    DOUBTFUL_SIGN = (
        "doubtful-sign",
        Severity.NOTE,
        N_("“{typed}” can be read in two ways; it was read as {value}."),
        N_(
            "Nothing is needed if this is right; otherwise write the numbers without spaces or "
            "signs between thousands."
        ),
    )
    UNIT_TWICE = (
        "unit-twice",
        Severity.WARNING,
        N_("“{name}” is in the table twice; both rows are compared."),
        N_("Remove one of them, or tell them apart by name."),
    )
    OFF_SCALE = (
        "off-scale",
        Severity.WARNING,
        N_("{typed} is outside the scale {low}–{high} of “{column}”; it counts as unknown."),
        N_("Correct the number, or the scale in the framework file or the option --scale."),
    )
    BEYOND_GOALPOSTS = (
        "beyond-goalposts",
        Severity.NOTE,
        N_(
            "Figures under “{column}” beyond its goalposts {low}–{high}: {count}. In totals they "
            "count as the nearer of them."
        ),
        N_("Nothing is needed if this is right; otherwise correct the figures or the goalposts."),
    )
    ASSUMED_SCALE = (
        "assumed-scale",
        Severity.NOTE,
        N_("The numbers are taken to be on one scale, {low}–{high}, since all lie within it."),
        N_(
            "Nothing is needed if this is right; otherwise name it, such as --scale 1-5, or give "
            "each column its own in a framework file."
        ),
    )
    MIXED_SCALES = (
        "mixed-scales",
        Severity.WARNING,
        N_("The columns seem to be on different scales ({scales}), so no mean over them is made."),
        N_(
            "If they are on one, name it, such as --scale 0-100; otherwise give each its "
            "goalposts in a framework file."
        ),
    )
    RAW_MEAN = (
        "raw-mean",
        Severity.WARNING,
        N_(
            "“{column}” is the mean of columns on different scales ({scales}); it says little and "
            "is not compared."
        ),
        N_("Put the columns on one scale first, by their goalposts in a framework file."),
    )
    ASSUMED_MEAN = (
        "assumed-mean",
        Severity.NOTE,
        N_("“{column}” is read as the mean of {parts}, from which it follows."),
        N_("Nothing is needed if this is right; otherwise describe it in a framework file."),
    )
    ASSUMED_SUM = (
        "assumed-sum",
        Severity.NOTE,
        N_("“{column}” is read as the sum of {parts}, from which it follows."),
        N_("Nothing is needed if this is right; otherwise describe it in a framework file."),
    )
    ASSUMED_GEOMETRIC = (
        "assumed-geometric-mean",
        Severity.NOTE,
        N_("“{column}” is read as the geometric mean of {parts}, from which it follows."),
        N_("Nothing is needed if this is right; otherwise describe it in a framework file."),
    )
    OTHER_TABLE = (
        "other-table",
        Severity.NOTE,
        N_("This sheet holds a table of numbers, too; it is not compared."),
        N_("Nothing is needed; to compare it, save it as a file of its own."),
    )
    SIDE_BY_SIDE = (
        "side-by-side",
        Severity.NOTE,
        N_("Blocks with the same headings side by side were read as one table: {count}."),
        N_("Nothing is needed if this is right; otherwise put each on a sheet of its own."),
    )
    SCALED_PEOPLE = (
        "scaled-people",
        Severity.NOTE,
        N_("“{column}” may count people, but its figures are on the scale of the other columns."),
        N_("Nothing is needed if it is a dimension; otherwise head it as a number of people."),
    )
    UNEXPLAINED_TOTAL = (
        "unexplained-total",
        Severity.WARNING,
        N_(
            "“{column}” follows from the other columns neither as their mean nor as their sum; it "
            "is compared as printed."
        ),
        N_("Give its parts and weights in a framework file to have it checked."),
    )
    PRINTED_TOTAL = (
        "printed-total",
        Severity.WARNING,
        N_("{unit}: {typed} is printed under “{column}”, but its parts give {value}."),
        N_("Correct the total or its parts; until then {value} is used."),
    )
    FOLLOWS_WRONG = (
        "follows-wrong",
        Severity.NOTE,
        N_(
            "{unit}: {typed} under “{column}” follows from a printed total that is wrong; from the "
            "right one follows {value}."
        ),
        N_("Correct both; until then {value} is used."),
    )
    ROUNDED_TOTALS = (
        "rounded-totals",
        Severity.NOTE,
        N_(
            "Figures under “{column}” that differ from what their rounded parts give, by no more "
            "than rounding explains: {count}. They are used as printed."
        ),
        N_("Nothing is needed."),
    )
    PRINTED_RANK = (
        "printed-rank",
        Severity.WARNING,
        N_("{unit}: the place {typed} is printed under “{column}”, but its figures give {value}."),
        N_("Correct the place or the figures; the place is worked out anew."),
    )
    OTHER_RANKS = (
        "other-ranks",
        Severity.NOTE,
        N_("The places under “{column}” count ties in another way."),
        N_("Nothing is needed: here equal figures share the best of their places (3=)."),
    )
    RANKS_IN_GROUPS = (
        "ranks-in-groups",
        Severity.NOTE,
        N_("The places under “{column}” are those within the groups of “{group}”."),
        N_("Nothing is needed: they are held against the figures of these."),
    )
    LOWEST_FIRST = (
        "lowest-first",
        Severity.NOTE,
        N_("The places under “{places}” put the lowest “{column}” first: there low is good."),
        N_("Nothing is needed if this is right; otherwise correct the places."),
    )
    PLACES_ADDED = (
        "places-added",
        Severity.NOTE,
        N_("“{total}” adds up the places under {columns}: these are compared, and low is good."),
        N_("Nothing is needed if this is right; otherwise correct the places."),
    )
    RANKS_OF_LONGER = (
        "ranks-of-longer",
        Severity.NOTE,
        N_(
            "The places under “{column}” go up to {last}, though {count} units have one: they are "
            "of a longer table, and only their order is checked."
        ),
        N_("Nothing is needed if this is right; otherwise correct the places."),
    )
    RANKS_OF_NOTHING = (
        "ranks-of-nothing",
        Severity.NOTE,
        N_(
            "The places under “{column}” follow none of the columns compared; they are not checked."
        ),
        N_("Nothing is needed if they are of another year or measure; otherwise correct them."),
    )
    PRINTED_SUMMARY = (
        "printed-summary",
        Severity.WARNING,
        N_("“{name}”: {typed} is printed under “{column}”, but the rows give {value}."),
        N_("Correct it, unless it counts other rows or weighs them."),
    )
    OTHER_SUMMARY = (
        "other-summary",
        Severity.WARNING,
        N_("“{name}” does not follow from the rows in {count} of {of} columns."),
        N_("Correct it, unless it counts other rows or weighs them."),
    )
    SUMMARY_OF_OTHERS = (
        "summary-of-others",
        Severity.NOTE,
        N_(
            "“{name}” does not follow from the rows in {count} of {of} columns: it seems to be of "
            "others than these, or to weigh them, and is not checked."
        ),
        N_("Nothing is needed if this is right; otherwise correct it."),
    )
    RATES_BESIDE_SUMS = (
        "rates-beside-sums",
        Severity.NOTE,
        N_(
            "“{name}” holds no sums under {columns}, but figures between those of the rows: they "
            "are taken for rates or means of all together."
        ),
        N_("Nothing is needed if this is right; otherwise correct the figures."),
    )
    SAMPLE_DEVIATION = (
        "sample-deviation",
        Severity.WARNING,
        N_(
            "“{name}”: {typed} under “{column}” is the standard deviation of a sample; that of the "
            "rows themselves is {value}."
        ),
        N_("Divide by n, not n − 1 (STDEV.P), if the rows are all there are."),
    )

    def __init__(self, slug: str, severity: Severity, says: str, fix: str) -> None:
        self.slug = slug
        self.severity = severity
        self.says = says
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule broken at a place; `facts` fill the places in its words.

    `text` is the whole text of a cell that was left out, or the words that do not count of one
    that was read (struck through, in a comment), else empty.
    """

    rule: Rule
    place: Place
    facts: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
