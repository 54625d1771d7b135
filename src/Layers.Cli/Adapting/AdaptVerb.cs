namespace Layers.Cli;

/// <summary>The verb <c>layers adapt model data -o adapted</c>.</summary>
internal sealed class AdaptVerb : Verb<AdaptResult>
{
    private readonly Argument<string> _model = ModelFiles.Argument();
    private readonly Argument<string?> _data = DataOptions.OptionalArgument("the state of --from");
    private readonly Option<string> _from = new("--from")
    {
        Description = "The state file of a layer to learn from, instead of data.",
        HelpName = "state",
    };
    private readonly Option<string> _layer = new("--layer")
    {
        Description = "The layer that learns; default: all adaptive layers.",
        HelpName = "name",
    };
    private readonly Option<string> _label = new("--label")
    {
        Description = "The column of labels, for layers that learn from labels too.",
        HelpName = "column",
    };
    private readonly Option<bool> _update =
        new("--update") { Description = "Continue from the states of the layers; default: learn from the data alone." };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The file of the adapted model.", HelpName = "model" };
    private readonly Option<string> _state = new("--state")
    {
        Description = "The file of the layer's state, for merge or for another model.",
        HelpName = "file",
    };
    private readonly DataOptions _options = new();

    public AdaptVerb(Session session)
        : base(session, "adapt", "Adapts a model, or a layer of it, to data.", ToolJson.Written.AdaptResult)
    {
        Add(_model);
        Add(_data);
        foreach (var option in new Option[] { _from, _layer, _label, _update, _output, _state }) Add(option);
        _options.AddTo(this);
    }

    protected override AdaptResult Work(ParseResult arguments)
    {
        var (path, data, from) = (arguments.GetRequiredValue(_model), arguments.GetValue(_data), arguments.GetValue(_from));
        if (data is null == from is null)
            throw new ToolException("Give either data to learn from, or --from with a state file.");
        var (output, file) = (arguments.GetValue(_output), arguments.GetValue(_state));
        if (output is null && file is null)
            throw new ToolException("Give an output: -o for the model, --state for the state of a layer.");
        if (file is not null) NewFile.Require(file);
        if (output is not null) ModelFiles.Require(output);
        using var model = ModelFiles.Open(path);
        var only = Only(model, arguments.GetValue(_layer), isNeeded: from is not null || file is not null);
        if (from is not null) Adapt(only!, StateFiles.Open(from), arguments.GetValue(_update));
        else Learn(arguments, model, data!, arguments.GetValue(_layer) is null ? null : only);
        List<string> written = [];
        if (file is not null)
        {
            (only!.State ?? throw new ToolException($"{only} has no state: its numbers were given and not learned.")).Save(file);
            written.Add(file);
        }
        if (output is not null)
        {
            foreach (var warning in ModelFiles.Save(model, output)) Session.Remark(warning);
            written.Add(output);
        }
        var layers = only is null || data is not null && arguments.GetValue(_layer) is null ? Learning.LayersOf(model)
            : [(only.Path, only)];
        return new AdaptResult(path, [.. layers.Select(each => Learning.Of(each.Name, each.Layer, 10))], written);
    }

    protected override void Write(AdaptResult result, Page page)
    {
        foreach (var layer in result.Learned) LearnedText.Write(layer, page);
        page.Heading("Written");
        foreach (var file in result.Written) page.Line(file);
    }

    private static AdaptiveLayer? Only(Model model, string? name, bool isNeeded)
    {
        if (name is not null) return AdaptiveLayers.LayerOf(model, name);
        var layers = Learning.LayersOf(model);
        if (!isNeeded || layers is [_]) return layers is [var only] ? only.Layer : null;
        throw new ToolException(layers.Count == 0 ? $"{model} has no layer that learns from data."
            : $"A state belongs to one layer: give --layer with one of {NameList.Of(layers.Select(each => each.Name))}.");
    }

    private static void Adapt(AdaptiveLayer layer, AdaptState state, bool continues)
    {
        if (continues && layer.State is null)
            throw new ToolException($"{layer} has no state to continue from: leave --update out.");
        layer.Adapt(continues ? layer.State!.Merge(state) : state);
    }

    private void Learn(ParseResult arguments, Model model, string path, AdaptiveLayer? layer)
    {
        var (data, label, continues) =
            (_options.Open(arguments, path, model, Session.Cancellation), arguments.GetValue(_label), arguments.GetValue(_update));
        data.Prepare(Session.Cancellation);
        if (label is not null) RowColumns.Require(data, label, "which --label asks for");
        var columns = _options.Columns(arguments);
        if (columns.Count == 0 && label is not null && model.Signature.Inputs.Count == 0)
            columns = [.. data.Columns.Where(name => name != label)];
        var rows = ModelRows.Of(model, data, columns);
        if (layer is null && !continues)
        {
            Session.WithProgress("adapting", data.Rows, progress => Whole(model, data, rows, label, progress));
            return;
        }
        AdaptiveLayer[] layers = layer is not null ? [layer]
            : [.. Learning.LayersOf(model).Select(each => each.Layer).Where(each => each.Given is null)];
        if (layers.Length == 0) throw new ToolException($"{model} has no layer that learns from data.");
        foreach (var each in layers)
            Session.WithProgress($"adapting {each.Path}", data.Rows, progress =>
            {
                new LayerAdapting(model, each, data, rows, label).Run(continues, progress, Session.Cancellation);
                return true;
            });
    }

    private ModelAdaptReport Whole(Model model, RowSource data, ModelRows rows, string? label, IProgress<long> progress)
    {
        if (label is null) return model.Adapt(rows.Select(data), progress, Session.Cancellation);
        return model.Adapt(model.TakesColumns ? data : data.Select([.. rows.Columns.Append(label).Distinct()]), label, progress,
            Session.Cancellation);
    }
}
