namespace Layers;

internal static partial class Throw
{
    public static LayerException NoStates(RecurrentCell cell) =>
        new(cell.Name, $"{cell} has states of sizes [{string.Join(", ", cell.StateSizes)}]; a recurrent cell has one state or more, of 1 or more numbers each.");

    public static LayerException WrongStateCount(RecurrentCell cell, int expected, int received) =>
        new(cell.Name, $"{cell} gives {received} state(s) after a step that started from {expected}. Step must return a next state for each.");

    public static LayerException WrongStates(Layer layer, IReadOnlyList<int> sizes, IReadOnlyList<Shape> received) =>
        new(layer.Name, $"{layer} starts from {sizes.Count} state(s), {string.Join(" and ", sizes.Select(size => $"(batch, {size})"))}, with as many rows as the input; it received {string.Join(" and ", received)}.");

    public static LayerException UnknownRows(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} goes on from the states of the batch before (stateful), so the number of rows must be known; the input has shape {shape}. Declare it, for example new Input([30, 4], batchSize: 8).");

    public static LayerException WrongRows(Layer layer, Dim expected, Shape received) =>
        new(layer.Name, $"{layer} keeps the states of {expected} rows (stateful); it received an input of shape {received}. Each batch must have the same rows, in the same order.");

    public static LayerException WrongBatch(Value x, long rows) =>
        new(x.Name!, $"The input '{x.Name}' takes batches of {x.Shape[0]} rows; a batch of {rows} came. A stateful layer keeps states for each row, so every batch must have as many: give whole batches.");

    public static LayerException NotInAStep(Layer layer, string what, string instead) =>
        new(layer.Name, $"{layer} cannot {what} within a step of a recurrent layer: the values of a step exist in that step alone. {instead}.");

    public static LayerException NoSteps(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} runs over one step or more; the input of shape {shape} has none. Leave empty sequences out, or pad them and mask the padding.");

    public static LayerException CellNameTaken(Layer layer, RecurrentCell cell) =>
        new(layer.Name, $"{layer} already has a cell named '{cell.Name}'. Give each a name of its own, or none.");

    public static LayerException OneDirection(Bidirectional layer) =>
        new(layer.Name, $"{layer}: both layers have goBackwards: {(layer.Forward.GoBackwards ? "true" : "false")}. One must go forwards and the other backwards.");

    public static LayerException ReturnsDiffer(Bidirectional layer) =>
        new(layer.Name, $"{layer}: the forward layer has returnSequences: {layer.Forward.ReturnSequences} and returnState: {layer.Forward.ReturnState}, the backward layer {layer.Backward.ReturnSequences} and {layer.Backward.ReturnState}. Both must return the same.");

    public static LayerException NoHalves(Layer layer, int states) =>
        new(layer.Name, $"{layer} gives the first half of initial_state to the forward layer and the second to the backward layer; it received {states} state(s).");

    public static ArgumentException UnknownMerge(string mode) => new($"Two outputs are merged by concat, sum, mul, ave or not (null), not by '{mode}'.");

    public static LayerException UnknownSteps(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer}: a layer with weights that follow the data sees one step after the other in training, so the number of steps must be known; the input has shape {shape}. Declare it, for example new Input([30, 4]).");
}
