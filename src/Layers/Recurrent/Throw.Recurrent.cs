namespace Layers;

internal static partial class Throw
{
    public static LayerException DropoutIsNaN(string layer, string argument) =>
        new(layer, $"{layer}: {argument} must be a number, and it is NaN. Give a share from 0 to 1; as in Keras, a smaller number is 0, " +
            "and a larger number is 1, which drops nothing.");

    public static LayerException NoStates(RecurrentCell cell) =>
        new(cell.Name, $"{cell} has states of sizes [{string.Join(", ", cell.StateSizes)}]; a recurrent cell must have one state or " +
            "more, each of size 1 or more.");

    public static LayerException WrongStateCount(RecurrentCell cell, int expected, int received) =>
        new(cell.Name, $"{cell} returned {Nouns.Of(received, "state")} from a step that started from {expected}. Step must return a " +
            "next state for each state.");

    public static LayerException WrongStates(Layer layer, IReadOnlyList<int> sizes, IReadOnlyList<Shape> received) =>
        new(layer.Name, $"{layer} needs {Nouns.Of(sizes.Count, "state")}, " +
            $"{string.Join(" and ", sizes.Select(size => $"(batch, {size})"))}, " +
            $"with as many rows as the input; it received {string.Join(" and ", received)}.");

    public static LayerException UnknownRows(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} is stateful: each batch starts from the states of the previous batch, so the number of rows must be " +
            "known; " +
            $"the input has shape {shape}. Declare the number, for example new Input([30, 4], batchSize: 8).");

    public static LayerException WrongRows(Layer layer, Dim expected, Shape received) =>
        new(layer.Name, $"{layer} is stateful and keeps the states of {Nouns.Of(expected, "row")}; it received an input of shape " +
            $"{received}. " +
            "Each batch must have the same rows, in the same order.");

    public static LayerException WrongBatch(Value x, long rows) =>
        new(x.Name!, $"The input '{x.Name}' takes batches of {Nouns.Of(x.Shape[0], "row")}; it received a batch of " +
            $"{Nouns.Of(rows)}. A stateful layer keeps " +
            "states for each row, so every batch must have the same number of rows. Use data of whole batches.");

    public static LayerException NotInAStep(Layer layer, string what, string instead) =>
        new(layer.Name, $"{layer} cannot {what} in a step of a recurrent layer, because the values of a step exist only in that step. " +
            $"{instead}.");

    public static LayerException NoSteps(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} needs one step or more; the input of shape {shape} has none. Leave out empty sequences, or pad them " +
            "and mask the padding.");

    public static LayerException CellNameTaken(Layer layer, RecurrentCell cell) =>
        new(layer.Name, $"{layer} already has a cell named '{cell.Name}'. Give each cell its own name, or none.");

    public static LayerException OneDirection(Bidirectional layer) =>
        new(layer.Name, $"{layer}: both layers have goBackwards: {(layer.Forward.GoBackwards ? "true" : "false")}. One must go forwards " +
            "and the other backwards.");

    public static LayerException ReturnsDiffer(Bidirectional layer) =>
        new(layer.Name, $"{layer}: the forward layer has returnSequences: {layer.Forward.ReturnSequences} and returnState: " +
            $"{layer.Forward.ReturnState}, the backward layer {layer.Backward.ReturnSequences} and {layer.Backward.ReturnState}. Both " +
            "must return the same.");

    public static LayerException NoHalves(Layer layer, int states) =>
        new(layer.Name, $"{layer} passes the first half of initial_state to the forward layer and the second half to the backward layer, " +
            "so " +
            $"the number of states must be even; it received {Nouns.Of(states, "state")}.");

    public static ArgumentException UnknownMerge(string mode) =>
        new($"The merge mode must be concat, sum, mul, ave or null for two outputs. Received '{mode}'.");

    public static LayerException UnknownSteps(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer}: a layer that updates weights from its data, such as BatchNormalization, is called step by step in " +
            $"training, so the number of steps must be known; the input has shape {shape}. Declare the number, for example new " +
            "Input([30, 4]).");
}
