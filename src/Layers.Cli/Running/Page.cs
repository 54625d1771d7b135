using Spectre.Console;

namespace Layers.Cli;

/// <summary>Writes results for people: lines, headings and tables.</summary>
internal sealed class Page(Terminal terminal)
{
    private readonly IAnsiConsole _console = terminal.OutputConsole();
    private bool _isBegun;

    /// <summary>Writes one line or several, as they are.</summary>
    public void Line(string text)
    {
        terminal.Output.WriteLine(text);
        _isBegun = true;
    }

    /// <summary>Writes a heading, with a blank line before it.</summary>
    public void Heading(string text)
    {
        if (_isBegun) terminal.Output.WriteLine();
        _console.MarkupLine($"[bold]{text.EscapeMarkup()}[/]");
        _isBegun = true;
    }

    /// <summary>Writes a table.</summary>
    /// <param name="titles">The titles of the columns. A title that begins with a blank marks a column of numbers, which is aligned to the
    /// right.</param>
    /// <param name="rows">The rows, each with a cell for each title.</param>
    public void Table(IReadOnlyList<string> titles, IEnumerable<string[]> rows)
    {
        var table = new Spectre.Console.Table().Border(TableBorder.Rounded);
        foreach (var title in titles)
        {
            var column = new TableColumn(title.Trim().EscapeMarkup()).NoWrap();
            table.AddColumn(title.StartsWith(' ') ? column.RightAligned() : column);
        }
        foreach (var row in rows) table.AddRow(Array.ConvertAll(row, cell => cell.EscapeMarkup()));
        _console.Write(table);
        _isBegun = true;
    }
}
