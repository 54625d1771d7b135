using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>A case run with our layer: the step that it reached, and its outputs.</summary>
internal sealed class LayerRun
{
    private LayerRun(Layer? layer) => Layer = layer;

    public Layer? Layer { get; private set; }

    /// <summary>The step in which the layer refused.</summary>
    public Moment Refused { get; private set; }

    public Exception? Error { get; private set; }

    public TensorData? Output { get; private set; }

    /// <summary>The mask of the output, if the case has one.</summary>
    public TensorData? OutputMask { get; private set; }

    /// <summary>Runs all steps of a case.</summary>
    /// <param name="case">The case.</param>
    /// <param name="set">Changes settings, such as policies, before the layer learns.</param>
    public static LayerRun Adapting(LayerCase @case, Action<Layer>? set = null)
    {
        var run = Built(@case, set);
        if (@case.AdaptBefore is { } before) run.Do(Moment.Adapt, layer => ((AdaptiveLayer)layer).Adapt(before));
        if (@case.Adapt is { } data) run.Do(Moment.Adapt, layer => ((AdaptiveLayer)layer).Adapt(data));
        else run.Load(@case);
        run.Call(@case);
        return run;
    }

    /// <summary>Loads Keras's weights instead of learning, and runs the other steps.</summary>
    public static LayerRun Loading(LayerCase @case)
    {
        var run = Built(@case, null);
        run.Load(@case);
        run.Call(@case);
        return run;
    }

    /// <summary>Reads the layer from its settings, through the registry, as from a file.</summary>
    public static Layer FromConfig(string layer, JsonObject config) =>
        LayerJson.Read(new JsonObject
        {
            ["module"] = "keras.layers",
            ["class_name"] = layer,
            ["config"] = config.DeepClone(),
            ["registered_name"] = null
        });

    private static LayerRun Built(LayerCase @case, Action<Layer>? set)
    {
        var run = new LayerRun(null);
        run.Do(Moment.Ctor, _ => run.Layer = FromConfig(@case.Layer, @case.Config));
        run.Do(Moment.Ctor, layer => set?.Invoke(layer));
        if (@case.BuildShape is { } shape) run.Build(shape);
        return run;
    }

    private void Load(LayerCase @case)
    {
        if (Layer is not null && LookupCase.Is(Layer))
        {
            LookupCase.Load(Layer, @case);
            return;
        }
        // The first call builds the layer, and weights can be loaded only after that.
        if (@case.Weights.Count > 0 && (@case.Adapt?.FirstOrDefault() ?? @case.Input) is { } first) Build(first.Shape);
        if (Layer is not { IsBuilt: true }) return;
        foreach (var (name, value) in @case.Weights)
        {
            var weight = Layer.Weights.Single(weight => weight.Name == name);
            weight.Value = Casting.Cast(value, weight.Type);
        }
        if (Layer is AdaptiveLayer adaptive && @case.Adapt is not null) adaptive.IsRestored = true;
    }

    private void Build(Shape shape) => Do(Moment.Build, layer => layer.BuildFor(shape));

    private void Call(LayerCase @case)
    {
        if (@case.Input is not { } x) return;
        if (@case.Arguments.Count > 0) Do(Moment.Call, layer => Output = WithArguments(layer, x, @case.Arguments));
        else if (@case.Mask is not null || @case.OutputMask is not null)
            Do(Moment.Call, layer => (Output, OutputMask) = Masked(layer, x, @case));
        else Do(Moment.Call, layer => Output = @case.IsTraining ? Training(layer, x) : layer.Predict(x));
    }

    private static TensorData WithArguments(Layer layer, TensorData x, IReadOnlyDictionary<string, TensorData> arguments)
    {
        var feeds = arguments.ToDictionary(argument => argument.Key,
            argument => Ops.Input(argument.Key, argument.Value.Shape, argument.Value.Type));
        var input = Ops.Input("x", x.Shape, x.Type);
        using var session = new Layers.Onnx.OnnxSession(Graph.Of(layer.ApplyAll([input],
            feeds.ToDictionary(feed => feed.Key, feed => (IReadOnlyList<Value>)[feed.Value]))[0]));
        return session.Run([.. session.Graph.Inputs.Select(feed => ReferenceEquals(feed, input) ? x : arguments[feed.Name!])])[0];
    }

    private static (TensorData Output, TensorData? Mask) Masked(Layer layer, TensorData x, LayerCase @case)
    {
        var (input, record) = (layer.InputFor(x), CallRecord.ForPrediction());
        var mask = @case.Mask is { } given ? Ops.Input("mask", given.Shape, given.Type) : null;
        var y = layer.ApplyAll([input], record,
            mask is null ? null : new Dictionary<string, IReadOnlyList<Value>> { ["mask"] = [mask] })[0];
        var outputs = record.MaskOf(y) is { } own && @case.OutputMask is not null ? new[] { y, own } : [y];
        using var session = new Layers.Onnx.OnnxSession(Graph.Of([.. outputs.Select((output, i) => KeyValuePair.Create($"y{i}", output))]));
        var results = session.Run([.. session.Graph.Inputs.Select(feed => ReferenceEquals(feed, input)
            ? x : ReferenceEquals(feed, mask) ? @case.Mask! : layer.Weights.Single(weight => ReferenceEquals(weight.Symbol, feed)).Value)]);
        return (results[0], results.ElementAtOrDefault(1));
    }

    private static TensorData Training(Layer layer, TensorData x)
    {
        var (input, key) = (layer.InputFor(x), Ops.Input("key", [], DType.Int64));
        var training = new CallRecord(key, isTraining: true);
        var y = layer.ApplyAll([input], training)[0];
        using var session = new Layers.Onnx.OnnxSession(Graph.Of([new("y", y),
            .. training.Updates.Select(update => KeyValuePair.Create($"next/{update.Key.Path}", update.Value))]));
        var feeds = session.Graph.Inputs.Select(feed => ReferenceEquals(feed, key) ? TensorData.Scalar(1L)
            : ReferenceEquals(feed, input) ? x : layer.Weights.Single(weight => ReferenceEquals(weight.Symbol, feed)).Value);
        var results = session.Run([.. feeds]);
        foreach (var (weight, next) in training.Updates.Keys.Zip(results.Skip(1))) weight.Value = next;
        return results[0];
    }

    private void Do(Moment moment, Action<Layer> act)
    {
        if (Error is not null || (Layer is null && moment != Moment.Ctor)) return;
        try
        {
            act(Layer!);
        }
        // Exceptions of other types are bugs and not refusals.
        catch (Exception e) when (e is ArgumentException or InvalidDataException or InvalidOperationException or NotSupportedException
            && !e.Message.StartsWith("Bug in Layers", StringComparison.Ordinal))
        {
            (Refused, Error) = (moment, e);
        }
    }
}
