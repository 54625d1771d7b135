using Spectre.Console;

namespace Layers.Cli;

/// <summary>Results for people: lines, headings and tables.</summary>
internal sealed class Page(Terminal terminal)
{
    private readonly IAnsiConsole _console = terminal.OutputConsole();
    private bool _isBegun;

    /// <summary>A line as it is, or several.</summary>
    public void Line(string text)
    {
        terminal.Output.WriteLine(text);
        _isBegun = true;
    }

    /// <summary>What follows is about something else.</summary>
    public void Heading(string text)
    {
        if (_isBegun) terminal.Output.WriteLine();
        _console.MarkupLine($"[bold]{text.EscapeMarkup()}[/]");
        _isBegun = true;
    }

    /// <summary>A table.</summary>
    /// <param name="titles">Of the columns; those that begin with a blank have numbers and stand to the right.</param>
    /// <param name="rows">As many cells as titles.</param>
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
