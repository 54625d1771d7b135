namespace Layers.Cli;

/// <summary>The verb <c>layers verify model data</c>.</summary>
internal sealed class VerifyVerb : Verb<VerifyResult>
{
    private readonly Argument<string> _model = ModelFiles.Argument();
    private readonly Argument<string> _data = DataOptions.Argument();
    private readonly Option<string> _onnx = new("--onnx")
    {
        Description = "An ONNX file of the model; default: the model is exported for the comparison.",
        HelpName = "file",
    };
    private readonly Option<string> _savedModel = new("--saved-model")
    {
        Description = "A SavedModel folder to compare with instead; TensorFlow's library, which LAYERS_TENSORFLOW names, runs it.",
        HelpName = "folder",
    };
    private readonly ToleranceOption _tolerance = new();
    private readonly DataOptions _options = new();

    public VerifyVerb(Session session)
        : base(session, "verify",
            "Compares a model with its ONNX export, or with a SavedModel, on rows: exit code 0 if they agree, 3 if they do not.",
            ToolJson.Written.VerifyResult)
    {
        Add(_model);
        Add(_data);
        Add(_onnx);
        Add(_savedModel);
        Add(_tolerance);
        _options.AddTo(this);
    }

    protected override VerifyResult Work(ParseResult arguments)
    {
        var (path, file, tolerance) = (arguments.GetRequiredValue(_model), arguments.GetRequiredValue(_data), _tolerance.Of(arguments));
        if (arguments.GetValue(_onnx) is not null && arguments.GetValue(_savedModel) is not null)
            throw new ToolException("Give --onnx or --saved-model, not both.");
        using var model = ModelFiles.Open(path);
        var data = _options.Open(arguments, file, model, Session.Cancellation);
        data.Prepare(Session.Cancellation);
        var rows = ModelRows.Of(model, data, _options.Columns(arguments));
        using IExport export = arguments.GetValue(_savedModel) is { } folder ? SavedModelFolder.Open(folder, model)
            : arguments.GetValue(_onnx) is { } onnx ? OnnxExport.Open(onnx) : OnnxExport.Of(model);
        OutputComparison[] outputs = [.. model.OutputNames.Select(name => new OutputComparison(name))];
        var count = Session.WithProgress("verifying", data.Rows, progress => Compare(model, export, rows, data, outputs, progress));
        OutputDifference[] found = [.. outputs.Select(output => output.Result(tolerance))];
        return new VerifyResult(path, file, count, tolerance, found.All(output => output.Agrees),
            [new VerifiedExport(export.Form, export.File, found)]);
    }

    protected override void Write(VerifyResult result, Page page)
    {
        foreach (var export in result.Exports)
        {
            var verdict = export.Outputs.All(output => output.Agrees) ? "gives the same numbers as the model"
                : "gives other numbers than the model";
            var file = export.File is null ? "" : $" {export.File}";
            page.Line($"{export.Form}{file}: {verdict}, {Figures.Count(result.Rows, "row")}");
            page.Table(
                ["output", " largest difference", " of the largest number", " in row"],
                export.Outputs.Select(
                    output => new[] { output.Output, AlignedText.Real(output.Largest), AlignedText.Real(output.Relative),
                    output.Row?.ToString(CultureInfo.InvariantCulture) ?? "" }));
        }
    }

    private long Compare(Model model, IExport export, ModelRows rows, RowSource data, OutputComparison[] outputs, IProgress<long> progress)
    {
        var done = 0L;
        foreach (var table in data.Select(rows.Columns).ReadTables(8192, Session.Cancellation))
        {
            var inputs = rows.Tensors(table);
            var (expected, given) = (model.PredictAll(inputs),
                export.Run([.. model.Inputs.Zip(inputs, (input, tensor) => KeyValuePair.Create(input.Name, tensor))]));
            if (given.Count != expected.Count)
                throw new ToolException($"The export gives {given.Count} outputs, the model {expected.Count}. Is it of another model?");
            for (var i = 0; i < outputs.Length; i++) outputs[i].Add(expected[i], given[i]);
            done += table.RowCount;
            progress.Report(done);
        }
        if (done == 0) throw new ToolException($"{data.Description} has no rows to compare.");
        return done;
    }
}
