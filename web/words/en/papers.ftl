# The catalogue of matters, and deputies.
entry-office-matters-amended = Catalogue of matters changed
entry-office-deputy-set = Deputy named
entry-office-deputy-dropped = Deputy dropped
refusal-bad-matters = This catalogue of matters cannot be read
refusal-bad-matters-do = { $fault ->
    [empty] Write at least one matter.
    [too-many] There are too many rows from row { $row } on; 2000 is the most.
    [broken] Row { $row } is no row of a table. Look at quotation marks and separators.
    [no-column] The first row needs the columns code, path and unit.
    [code] Row { $row }: a code has letters, digits, dots and hyphens, 32 at most.
    [twice] Row { $row }: an earlier row has this code or topic.
    [path] Row { $row }: write the topic like Traffic/Bus lines, five levels at most, 40 characters each.
    [unit] Row { $row } names a unit that is not in the list of units. Write its whole name, or add it first.
    [districts] Row { $row }: write districts like East=East office; West=West office.
    [days] Row { $row }: write the limit as a number from 1 to 250, or nothing.
    [publish] Row { $row }: write yes or no under publish.
   *[words] Row { $row } has more than 40 words, or one longer than 40 characters.
}
refusal-bad-deputy = Nobody can stand in like this
refusal-bad-deputy-do = A deputy is another account that is in use, and takes over roles the person holds now. Administrators and auditors cannot be stood in for.
