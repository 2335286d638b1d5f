# Units and people from a spreadsheet.
import-title = Import from a spreadsheet
import-units = Import units
import-people = Import people
import-sheet = The sheet
import-paste = Copy from a spreadsheet and paste here
import-units-hint = The first row names the columns: unit, parent (may be empty). A parent stands further up, or is here already.
import-people-hint = The first row names the columns: login, name, unit (may be empty), roles (may be empty; commas between several). A role counts for the unit of the row; without one for the whole installation.
import-try = See what would happen
import-take = Import it
import-preview = This would happen
import-preview-hint = Nothing has changed yet. If it looks right, press “Import it”.
import-outcome = What became of it
import-rows = Rows: { $n }, of which { $refused } cannot be imported.
import-row = Row
import-what = What
import-became = Outcome
import-made = imported
import-would = would be imported
import-there = there already, unchanged
import-would-add = roles would be added
import-added = roles added
import-adds = the account is there under the same name; added: { $roles }
import-login-of = the log-in belongs to { $name }, another name
import-login-taken = the log-in belongs to somebody else
import-login-closed = the account of this log-in is closed
import-login-repeats = repeats the log-in of row { $n }
import-refused = cannot be imported
import-no-name = no name is given
import-no-parent = there is no such unit above
import-no-login = login and name are both needed
import-no-unit = there is no such unit; import units first
import-no-role = there is no role “{ $role }”
import-empty = There is nothing under the names of the columns; please copy the whole sheet.
import-no-column = The first row names no column “{ $column }”.
import-column-name = unit or name
import-column-login = login
import-too-many = At most { $n } rows at once; please import in parts.
import-broken = Row { $n } cannot be read; please look at its quotation marks.
import-table = Row by row
import-links-title = Log-in links
import-links-hint = { $n ->
    [one] One of them has never been in.
   *[other] { $n } of them have never been in.
  } Links for them can be made at once, as one list to print and hand out.
import-links-do = { $n ->
    [one] Make the log-in link
   *[other] Make { $n } log-in links
  }
import-links-for = { $n ->
    [one] One log-in link
   *[other] { $n } log-in links
  }
import-links-keep = They are shown this once: print or keep them now. Each works once; hand each to the person it is for.
import-links-until = Good until { $at }
import-links-none = All of them have been in, or are not yours to administer.
