using System.Text;

namespace Layers;

/// <summary>Writes a report as Markdown.</summary>
internal sealed class ReportMarkdown
{
    private const int MostEpochs = 10;

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
            page.Table(ReportTables.SideBySide(report, beside));
            page.Write(beside, "##");
        }
        return page._text.ToString();
    }

    private void Write(ModelReport report, string heading)
    {
        var below = heading + "#";
        Heading(heading, Figures.Name(report.Title));
        if (report.Skew is { } skew) Paragraph(ReportWords.Verdict(skew));
        Table(ReportTables.Facts(report));
        Heading(below, "Inputs and outputs");
        Table(ReportTables.Ends(report));
        Heading(below, "Graph");
        _text.Append("```mermaid\n").Append(report.ToMermaid()).Append("```\n");
        Features(report, below);
        if (report.Importances.Count > 0)
        {
            Heading(below, "Importance of the columns");
            Paragraph(ReportWords.Importances);
            Table(ReportTables.Importances(report));
        }
        if (report.Evaluation is { } evaluation) Evaluation(evaluation, below);
        if (report.History is { Epochs.Count: > 0 } history)
        {
            Heading(below, "Training");
            Table(HistoryHtml.Table(history, MostEpochs));
        }
        if (report.Remarks.Count == 0) return;
        Heading(below, "Remarks");
        List(report.Remarks, ReportWords.MostRemarks);
    }

    private void Evaluation(Evaluation evaluation, string heading)
    {
        Heading(heading, "Evaluation");
        Table(EvaluationTables.Logs(evaluation));
        foreach (var results in evaluation.Classes.Take(EvaluationTables.MostResults))
        {
            var title = Figures.Name(results.Title);
            Heading(heading + "#", $"{title}: confusion matrix");
            Paragraph(EvaluationHtml.Right(results.ConfusionMatrix));
            Table(EvaluationTables.Of(results.ConfusionMatrix, title), EvaluationTables.Left(results.ConfusionMatrix));
            Table(EvaluationTables.Of(results.Report, title), EvaluationTables.Left(results.Report));
            foreach (var remark in results.Report.Remarks) Paragraph(remark);
            if (results.HasCalibration) Table(EvaluationTables.Of(results.Calibration, title));
        }
        Left(EvaluationTables.Left(evaluation));
    }

    private void Features(ModelReport report, string heading)
    {
        var features = report.Features;
        if (features.Shown.Count + features.Others + features.Else.Count == 0) return;
        Heading(heading, "Features in training");
        if (features.Shown.Count > 0) Table(ReportTables.Features(features), ReportWords.Others(features));
        else if (ReportWords.Others(features) is { } others) Paragraph(others);
        List([.. features.Else.Select(each => $"{Figures.Name(each.Layer)}: {Figures.Name(each.Text, 300)}")], ReportWords.MostElse);
    }

    private void Heading(string level, string text)
    {
        if (_text.Length > 0) _text.Append('\n');
        _text.Append(level).Append(' ').Append(MarkdownText.Of(text)).Append("\n\n");
    }

    private void Paragraph(string text) => _text.Append(MarkdownText.Of(text)).Append("\n\n");

    private void Table(TableData table, string? left = null)
    {
        Apart();
        _text.Append(MarkdownText.Of(table));
        Left(left);
    }

    private void List(IReadOnlyList<string> items, int most)
    {
        if (items.Count == 0) return;
        Apart();
        foreach (var item in items.Take(most)) _text.Append("- ").Append(MarkdownText.Of(item)).Append('\n');
        Left(ReportWords.More(items.Count, most));
    }

    private void Left(string? left)
    {
        if (left is not null) _text.Append('\n').Append(MarkdownText.Of(left)).Append('\n');
    }

    // Adds an empty line. The text before it ends with a line break.
    private void Apart()
    {
        if (_text.Length > 1 && _text[^2] != '\n') _text.Append('\n');
    }
}
