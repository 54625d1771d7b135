using Layers.TensorFlow;

namespace Layers.Cli;

/// <summary>The verb <c>layers convert model.h5 model.keras</c>.</summary>
internal sealed class ConvertVerb : Verb<ConvertResult>
{
    private readonly Argument<string> _source = ModelFiles.Argument();
    private readonly Argument<string> _target = new("target")
    {
        Description = "The file to write, with the extension .keras or .onnx; a name without an extension is a folder of Keras.",
    };
    private readonly Option<bool> _extensions = new("--extensions")
    {
        Description = "Allow operators of Microsoft.ML.OnnxRuntime.Extensions in an ONNX file, which hashes need.",
    };

    private readonly Option<bool> _savedModel =
        new("--saved-model") { Description = "Write a folder that TensorFlow and TensorFlow Serving open; the target is its name." };

    public ConvertVerb(Session session)
        : base(session, "convert", "Writes a model in another form: .keras, ONNX or a SavedModel of TensorFlow.",
            ToolJson.Written.ConvertResult)
    {
        Add(_source);
        Add(_target);
        Add(_extensions);
        Add(_savedModel);
    }

    protected override ConvertResult Work(ParseResult arguments)
    {
        var (source, target) = (arguments.GetRequiredValue(_source), arguments.GetRequiredValue(_target));
        var isOnnx = target.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
        if (!isOnnx && arguments.GetValue(_extensions)) throw new ToolException("--extensions applies to ONNX files only.");
        if (isOnnx && arguments.GetValue(_savedModel))
            throw new ToolException("A SavedModel is a folder: give a name without .onnx, or leave --saved-model out.");
        if (isOnnx) NewFile.Require(target);
        else if (!arguments.GetValue(_savedModel)) ModelFiles.Require(target);
        using var model = ModelFiles.Open(source);
        string[] left = [.. (model.LoadReport?.Warnings ?? []).Select(warning => warning.ToString())];
        if (arguments.GetValue(_savedModel))
        {
            model.ExportSavedModel(target);
            return new ConvertResult(source, target, "saved_model", model.LoadReport?.KerasVersion, null, left);
        }
        if (isOnnx)
        {
            var graph = model.ExportOnnx(target, arguments.GetValue(_extensions));
            return new ConvertResult(source, target, "onnx", model.LoadReport?.KerasVersion, checked((int)graph.Opset), left);
        }
        var warnings = ModelFiles.Save(model, target);
        return new ConvertResult(source, target, "keras", model.LoadReport?.KerasVersion, null,
            [.. left, .. model.LoadReport?.SavingChanges ?? [], .. warnings]);
    }

    protected override void Write(ConvertResult result, Page page)
    {
        page.Line(result switch
        {
            { Opset: { } opset } => string.Create(CultureInfo.InvariantCulture, $"{result.Written}: ONNX, operator set {opset}"),
            { Form: "saved_model" } => $"{result.Written}: a SavedModel of TensorFlow",
            _ => $"{result.Written}: Keras",
        });
        foreach (var remark in result.Remarks) page.Line(remark);
    }
}
