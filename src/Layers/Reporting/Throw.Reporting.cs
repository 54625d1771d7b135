namespace Layers;

internal static partial class Throw
{
    private static readonly string[] s_reportEndings = [".html", ".htm", ".md", ".mmd", ".svg"];

    public static ArgumentOutOfRangeException BadReportOption(string option, string expected, int value) =>
        new(option, value, $"{nameof(ReportOptions)}.{option} must be {expected}.");

    public static ArgumentException NotAReportEnding(string path, string ending)
    {
        var what = ending.Length == 0 ? "has no extension" : $"has the extension {ending}";
        return new(
            "A report is written as .html or .htm (a page), .md (Markdown), .mmd (the diagram as Mermaid) or .svg (the diagram as a " +
            $"drawing), but '{path}' {what}.{Nearest.Hint(ending, s_reportEndings)}", nameof(path));
    }
}
