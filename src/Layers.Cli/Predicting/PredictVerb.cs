namespace Layers.Cli;

/// <summary>The verb <c>layers predict model data [-o answers]</c>.</summary>
internal sealed class PredictVerb : Verb<PredictResult>
{
    private readonly Argument<string> _model = ModelFiles.Argument();
    private readonly Argument<string> _data = DataOptions.Argument();
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The file of answers; default: standard output, as CSV, or as JSON lines with --json.",
        HelpName = "file",
    };
    private readonly Option<string> _as = new("--as")
    {
        Description = "The format of the answers: csv, parquet or jsonl. Default: by the extension of the output.",
        HelpName = "format",
    };
    private readonly Option<string[]> _keep = new("--keep")
    {
        Description = "Columns of the data to write before the answers, separated by commas.",
        HelpName = "names",
    };
    private readonly Option<int> _batch = new("--batch")
    {
        Description = "The number of rows that are predicted together.",
        HelpName = "rows",
        DefaultValueFactory = _ => 8192,
    };
    private readonly DataOptions _options = new();

    public PredictVerb(Session session)
        : base(session, "predict", "Predicts the rows of a file: labels, probabilities and values.", ToolJson.Written.PredictResult)
    {
        Add(_model);
        Add(_data);
        _as.AcceptOnlyFromAmong("csv", "parquet", "jsonl");
        foreach (var option in new Option[] { _output, _as, _keep, _batch }) Add(option);
        _options.AddTo(this);
    }

    protected override PredictResult? Work(ParseResult arguments)
    {
        var (path, output) = (arguments.GetRequiredValue(_data), arguments.GetValue(_output));
        if (arguments.GetValue(_batch) is < 1 and var batch) throw new ToolException($"--batch takes 1 row or more, not {batch}.");
        var type = arguments.GetValue(_as) is { } name ? Enum.Parse<FileType>(name, ignoreCase: true)
            : output is not null ? FileTypes.Of(output, "--as") : arguments.GetValue(Session.Flags.Json) ? FileType.Jsonl : FileType.Csv;
        if (output is null && type == FileType.Parquet)
            throw new ToolException("Parquet cannot be written to standard output: give -o with a file.");
        if (output is not null) NewFile.Require(output);
        using var model = ModelFiles.Open(arguments.GetRequiredValue(_model));
        var data = _options.Open(arguments, path, model, Session.Cancellation);
        data.Prepare(Session.Cancellation);
        var predicting =
            new Predicting(model, data, _options.Columns(arguments), CommaList.Of(arguments.GetValue(_keep)), arguments.GetValue(_batch));
        if (output is null)
        {
            using var answers = AnswerFile.To(Session.Terminal.Output, type, predicting.Kept, predicting.Shape);
            WithProgress(predicting, data, answers);
            answers.Complete();
            return null;
        }
        if (Path.GetFullPath(output) == Path.GetFullPath(path))
            throw new ToolException($"{output} is the file of the data: write the answers to another file.");
        var rows = AnswerFile.Write(output, type, predicting.Kept, predicting.Shape, answers => WithProgress(predicting, data, answers));
        return new PredictResult(arguments.GetRequiredValue(_model), path, rows,
            [.. predicting.Kept.Concat(predicting.Shape.Columns).Select(column => column.Name)], output);
    }

    protected override void Write(PredictResult result, Page page) =>
        page.Line($"{Figures.Count(result.Rows, "row")} of {result.Data} predicted: {result.Output}");

    private long WithProgress(Predicting predicting, RowSource data, IAnswerWriter answers) =>
        Session.WithProgress("predicting", data.Rows, progress => predicting.Write(answers, progress, Session.Cancellation));
}
