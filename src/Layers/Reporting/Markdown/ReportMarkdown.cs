using System.Text;

namespace Layers;

/// <summary>A report as Markdown.</summary>
internal sealed class ReportMarkdown
{
    private readonly StringBuilder _text = new();

    private ReportMarkdown()
    {
    }

    public static string Of(ModelReport report)
    {
        var page = new ReportMarkdown();
        page.Write(report, "#");
        if (report.Beside is { } beside)
        {
            page.Heading("##", "Side by side");
            page.Table(["", "this model", "the other"], ReportWords.SideBySide(report, beside));
            page.Write(beside, "##");
        }
        return page._text.ToString();
    }

    private void Write(ModelReport report, string heading)
    {
        var below = heading + "#";
        Heading(heading, Figures.Name(report.Title));
        if (report.Skew is { } skew) Paragraph(ReportWords.Verdict(skew));
        Table(["", ""], report.Facts.Select(fact => new[] { fact.Key, fact.Value }));
        Heading(below, "What goes in and comes out");
        Table(["", "name", "what it is"], ReportWords.Ends(report));
        Heading(below, "Graph");
        _text.Append("```mermaid\n").Append(report.ToMermaid()).Append("```\n");
        Features(report, below);
        if (report.Importances.Count > 0)
        {
            Heading(below, "What the model needs");
            Paragraph(ReportWords.Importances);
            Table(["column", " the loss rises by", " deviation"], ReportWords.ImportanceRows(report));
        }
        if (report.Evaluation is { } evaluation)
        {
            Heading(below, "How well it does");
            _text.Append("```text\n").Append(Fenced(evaluation.ToString())).Append("\n```\n");
            foreach (var results in evaluation.Classes.Where(each => each.HasCalibration).Take(10)) _text.Append("\n```text\n").Append(Fenced(results.Calibration.ToString())).Append("\n```\n");
        }
        if (report.History is { Epochs.Count: > 0 } history)
        {
            Heading(below, "Training");
            _text.Append("```text\n").Append(Fenced(history.ToString())).Append("\n```\n");
        }
        if (report.Remarks.Count == 0) return;
        Heading(below, "Remarks");
        foreach (var remark in report.Remarks.Take(ReportWords.MostRemarks)) _text.Append("- ").Append(MarkdownText.Of(remark)).Append('\n');
    }

    private void Features(ModelReport report, string heading)
    {
        var features = report.Features;
        if (features.Shown.Count + features.Others + features.Else.Count == 0) return;
        Heading(heading, "What the layers learned");
        if (features.Shown.Count > 0) Table(ReportWords.FeatureTitles, features.Shown.Select(ReportWords.FeatureRow));
        if (ReportWords.Others(features) is { } others) Paragraph(others);
        foreach (var (layer, text) in features.Else.Take(ReportWords.MostElse)) _text.Append("- ").Append(MarkdownText.Of($"{Figures.Name(layer)}: {Figures.Name(text, 300)}")).Append('\n');
    }

    private void Heading(string level, string text)
    {
        if (_text.Length > 0) _text.Append('\n');
        _text.Append(level).Append(' ').Append(MarkdownText.Of(text)).Append("\n\n");
    }

    private void Paragraph(string text) => _text.Append(MarkdownText.Of(text)).Append("\n\n");

    private void Table(IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows) => _text.Append(MarkdownText.Table(titles, rows));

    // A name could end the block.
    private static string Fenced(string text) => text.Replace("```", "'''", StringComparison.Ordinal);
}
