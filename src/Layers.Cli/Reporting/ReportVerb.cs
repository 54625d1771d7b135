namespace Layers.Cli;

/// <summary>The verb <c>layers report model [data] [-o report.html]</c>.</summary>
internal sealed class ReportVerb : Verb<ReportResult>
{
    private readonly Argument<string> _model = ModelFiles.Argument();
    private readonly Argument<string?> _data = DataOptions.OptionalArgument("the report is on the model alone");
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The file of the report: .html, .md, or the diagram alone as .svg or .mmd. Default: Markdown on standard output.",
        HelpName = "file",
    };
    private readonly Option<string> _label = new("--label")
    {
        Description = "The column of labels. Default: the column that the model was fitted with, if the data has it.",
        HelpName = "name",
    };
    private readonly Option<string> _beside =
        new("--beside") { Description = "Another model, to show side by side.", HelpName = "model" };
    private readonly Option<string> _title =
        new("--title") { Description = "The title. Default: the name of the model's file.", HelpName = "text" };
    private readonly Option<int> _repeats = new("--repeats")
    {
        Description = "The number of times that each column is shuffled to measure its importance; 0: never.",
        HelpName = "count",
        DefaultValueFactory = _ => new ReportOptions().Repeats,
    };
    private readonly DataOptions _options = new();

    public ReportVerb(Session session)
        : base(session, "report",
            "Writes a report: graph, learned distributions beside the rows of today, training, importance, evaluation.",
            ToolJson.Written.ReportResult)
    {
        Add(_model);
        Add(_data);
        foreach (var option in new Option[] { _output, _label, _beside, _title, _repeats }) Add(option);
        _options.AddTo(this);
    }

    protected override ReportResult Work(ParseResult arguments)
    {
        var (path, output) = (arguments.GetRequiredValue(_model), arguments.GetValue(_output));
        if (arguments.GetValue(_repeats) is < 0 and var repeats)
            throw new ToolException($"--repeats takes 0 or more, not {Figures.Count(repeats)}.");
        if (arguments.GetValue(_label) is not null && arguments.GetValue(_data) is null)
            throw new ToolException("--label names a column of the data, but there is no data: give the file of rows after the model.");
        if (output is not null) RequirePlace(arguments, output);
        using var model = ModelFiles.Open(path);
        using var beside = arguments.GetValue(_beside) is { } other ? ModelFiles.Open(other) : null;
        var options = new ReportOptions
        {
            Title = arguments.GetValue(_title) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(path)),
            Label = arguments.GetValue(_label),
            Beside = beside,
            Repeats = arguments.GetValue(_repeats),
        };
        var rows = arguments.GetValue(_data) is { } data ? Rows(arguments, data, model, beside) : null;
        var report = Session.WithProgress("reporting", null, _ =>
            rows is null ? model.Report(options) : model.Report(rows, options, Session.Cancellation));
        if (output is not null) report.Save(output);
        return new ReportResult(
            path, arguments.GetValue(_data), report.Skew?.Rows ?? rows?.Rows, report.Skew?.Verdict.ToString().ToLowerInvariant(),
            report.Evaluation?.ToDictionary(), report.Importances.Count == 0 ? null : report.Importances,
            report.Remarks, output, output is null ? null : new FileInfo(output).Length, output is null ? report.ToMarkdown() : null);
    }

    protected override void Write(ReportResult result, Page page)
    {
        if (result.Markdown is { } markdown)
        {
            page.Line(markdown.TrimEnd());
            return;
        }
        var verdict = result.Verdict is null ? "" : $", rows are {result.Verdict}";
        page.Line($"{result.Written}: {Figures.Count(result.Bytes!.Value, "byte")}{verdict}");
        foreach (var remark in result.Remarks) page.Line(remark);
    }

    private void RequirePlace(ParseResult arguments, string output)
    {
        NewFile.Require(output);
        ModelReport.RequireEnding(output);
        if (arguments.GetValue(_data) is { } data && Path.GetFullPath(data) == Path.GetFullPath(output))
            throw new ToolException($"{output} is the file of the data: write the report to another file.");
    }

    // Only the columns of the models and the labels are read.
    private RowSource Rows(ParseResult arguments, string path, Model model, Model? beside)
    {
        var data = _options.Open(arguments, path, model, Session.Cancellation);
        data.Prepare(Session.Cancellation);
        var label = arguments.GetValue(_label);
        if (label is not null) RowColumns.Require(data, label, "which --label asks for");
        var taken = new List<string>();
        foreach (var each in new[] { model, beside }.OfType<Model>())
        {
            var labels = label is not null ? [label] : TableExamples.FittedLabels(each);
            string[] others = [.. data.Columns.Except(labels)];
            if (others.Length == 0) throw new ToolException($"{data.Description} has labels and no other columns.");
            taken.AddRange(ModelRows.Of(each, data.Select(others), _options.Columns(arguments)).Columns);
            taken.AddRange(labels.Where(name => data.Columns.Contains(name, StringComparer.Ordinal)));
        }
        return data.Select([.. taken.Distinct()]);
    }
}
