namespace Layers;

internal static partial class Throw
{
    private const int MostUnknown = 3;

    public static ArgumentException NoSuchPolicy(string setting, NamePolicy other, NamePolicy received) =>
        new($"{setting} must be {nameof(NamePolicy)}.{NamePolicy.Refuse} or {nameof(NamePolicy)}.{other}. Received {received}.", setting);

    public static InvalidOperationException NothingToAdapt(Model model) =>
        new($"{model} has no adaptive layer that learns from data, so there is nothing to adapt. Add one, for example Normalization, or " +
            "leave Adapt out.");

    public static InvalidOperationException CircularAdapting(Model model, IEnumerable<Layer> layers) =>
        new($"{model}: each adaptive layer is adapted after the adaptive layers that it depends on, and {string.Join(", ", layers)} " +
            "depend on one another. This can happen if a layer is used twice. " +
            "Adapt these layers one by one, or use two layers instead of one.");

    public static LayerException NothingToCompare(Model model) =>
        new(model.Name, $"{model}: the data has no rows, so there is nothing to compare with training. " +
            "Check the path or the conditions of the data.");

    public static InvalidOperationException NothingToCheck(Model model) =>
        new($"{model} has no layer that knows what it was adapted to, so there is nothing to compare rows with. Adapt the model; files " +
            "of other programs hold no statistics.");

    public static ObjectDisposedException Disposed(Layer layer) =>
        new(layer.ToString(), $"{layer} was disposed. Dispose a model after its last use; to use it again, load it or create a new one.");

    public static InvalidOperationException ChangedTwice(string what, Layer owner, object item, string underWay) =>
        new($"{what} of {owner} cannot start, because {underWay} is running on another thread, or is the caller of this call, as in a " +
            "callback" + (ReferenceEquals(item, owner) ? ""
                : $", and uses {(item is Optimizer optimizer ? $"the optimizer {optimizer.Name}" : item)} too") +
            ". Nothing was changed. Wait until it ends, or give each thread its own model. Predicting is possible at any time.");

    public static InvalidOperationException SetDuringFit(Weight weight, Layer model) =>
        new($"The weight '{weight.Path}' cannot be set while Fit of {model} trains it, because training continues from its own copy. Set " +
            "it before or after, or in a callback with TrainingRun.SetWeights.");

    public static LayerException NeedsOneInput(Layer layer, int inputs) =>
        new(layer.Name, $"{layer} takes one input, and it was called on {inputs}. Merge them first, for example with Concatenate.");

    public static LayerException NoInputs(Layer layer) =>
        new(layer.Name, $"{layer} needs one or more inputs, and it was called on none.");

    public static LayerException WrongInputCount(Layer layer, int expected, int received) =>
        new(layer.Name, $"{layer} has {Nouns.Of(expected, "input")}. Received {received}. Give a model with several inputs its data by " +
            "name.");

    public static LayerException WrongInputRank(Layer layer, Input input, Shape received) =>
        new(layer.Name, $"{layer}: the input '{input.Name}' has the shape {input.Shape}, with the batch first. Received shape {received}.");

    public static LayerException WrongInputType(Layer layer, Input input, DType received) =>
        new(layer.Name, $"{layer}: the input '{input.Name}' takes elements of type {input.Type.Name()}. Received {received.Name()}. "
            + (received == DType.String ? "Convert the texts to numbers first, with a lookup or a hashing layer."
                : $"Give it texts, or declare the input with type: DType.{received}."));

    public static LayerException WrongInputFeatures(Layer layer, Input input, int axis, Shape received) =>
        new(layer.Name, $"{layer} expects {Nouns.Of(input.Shape[axis], "feature")} on axis {axis} of the input '{input.Name}', whose " +
            $"shape is {input.Shape}. Received shape {received}, with {Nouns.Of(received[axis], "feature")}.");

    public static LayerException SeveralInputs(Model model) =>
        new(model.Name, $"{model} has {model.Inputs.Count} inputs: " +
            $"{string.Join(", ", model.Inputs.Select(input => $"'{input.Name}' of shape {input.Shape}"))}. Received one tensor. Give " +
            "each input its data by name.");

    public static ArgumentException InputRowsDiffer(Model model, Input first, long expected, Input other, long received) =>
        new($"{model}: the input '{first.Name}' has {Nouns.Of(expected, "row")}, and the input '{other.Name}' has " +
            $"{Nouns.Of(received)}. All inputs must have " +
            "the same number of rows.");

    public static LayerException GivesSeveralOutputs(Layer layer, int outputs) =>
        new(layer.Name, $"{layer} has {outputs} outputs, and one is expected. Use ApplyAll, which returns all of them.");

    public static LayerException UnknownArgument(Layer layer, string argument) =>
        new(layer.Name, layer.ArgumentNames.Count == 0
            ? $"{layer} takes no argument '{argument}': it takes only its inputs."
            : $"{layer} takes no argument '{argument}'; it takes {string.Join(", ", layer.ArgumentNames)}.");

    public static LayerException OnlyInTraining(Layer layer, string what) =>
        new(layer.Name, $"{layer} requests {what} in a graph that is not for training. Check call.IsTraining first.");

    public static LayerException SeveralOutputs(Layer layer, IReadOnlyList<string> outputs) =>
        new(layer.Name, $"{layer} has {outputs.Count} outputs: {string.Join(", ", outputs)}. Give it data and labels by name.");

    public static ArgumentException WrongInputNames(Model model, IReadOnlyList<string> expected, IReadOnlyList<string> received)
    {
        string[] missing = [.. expected.Except(received)], unknown = [.. received.Except(expected)];
        var near = missing.Length == 0 ? expected : missing;
        List<string> faults = [.. unknown.Take(MostUnknown).Select(name => $"There is no input '{name}'.{Nearest.Hint(name, near)}")];
        if (missing.Length > 0) faults.Add($"There is no data for {NameList.Quoted(missing, unknown.FirstOrDefault())}.");
        return new($"{model}: {string.Join(' ', faults)} Its inputs are {NameList.Of(expected, missing.FirstOrDefault())}; " +
            $"it received {NameList.Of(received, unknown.FirstOrDefault())}.");
    }

    public static ArgumentException InputIsRead(string model, string input) =>
        new($"{model}: the input '{input}' is optional, but an output depends on it. Give data for it.");

    public static ArgumentException WrongOutputName(Model model, IEnumerable<string> expected, string received) =>
        new($"{model} has no output '{received}'.{Nearest.Hint(received, expected)} Its outputs are {NameList.Of(expected, received)}.");

    public static ArgumentException MissingLabels(Model model, string output) =>
        new($"{model}: the output '{output}' was compiled with a loss or metrics, but there are no labels of that name.");

    public static ArgumentException MetricsWithoutOutput(Model model, IReadOnlyList<string> outputs) =>
        new($"{model} has {outputs.Count} outputs: {string.Join(", ", outputs)}. Give each its metrics by name: Compile(optimizer, " +
            "losses, metrics: …).");

    public static ArgumentException NoLoss(Model model) =>
        new($"{model}: training needs a loss for at least one output. Received none.");

    public static ArgumentException InputNotListed(string model, Layer input) =>
        new($"{model}: an output depends on {input}, which is not among the model's inputs. Add it to the inputs.");

    public static ArgumentException NoInputsOrOutputs(string model) =>
        new($"{model}: a model needs at least one input and one output.");

    public static InvalidOperationException NotAMatrix(Model model, Shape shape) =>
        new($"{model} has an output of shape {shape}, which is not a matrix. Predict with a Tensor<float> or TensorData instead.");

    public static ArgumentException InputComesFirst(Model model, Layer input) =>
        new($"{model}: {input} must be the first layer, and the only input.");

    public static ArgumentException LayerAddedTwice(Model model, Layer layer) =>
        new($"{model}: {layer} is already in the model. A sequential model can have each layer only once.");

    public static ArgumentException LayerNameTaken(Model model, Layer layer) =>
        new($"{model}: two layers are named '{layer.Name}'. Give one of them another name.");

    public static InvalidOperationException NoLayers(Model model) =>
        new($"{model} has no layers. Add some before it is used.");

    public static InvalidOperationException NotBuilt(Model model) =>
        new($"{model} does not know the shape of its input yet. Start it with an Input, or call it on data first.");

    public static InvalidOperationException NotCompiled(Model model) =>
        new($"{model} has not been compiled. Call Compile with an optimizer and a loss before Fit and Evaluate.");
}
