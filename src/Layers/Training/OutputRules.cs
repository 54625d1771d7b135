namespace Layers;

/// <summary>Rules on whether the values of an output fit its loss.</summary>
internal static class OutputRules
{
    /// <summary>Throws if an output is always 1.</summary>
    /// <param name="output">The objective of the output.</param>
    /// <param name="prediction">The value of the output in the graph.</param>
    /// <exception cref="InvalidOperationException">The output is a softmax over one unit.</exception>
    public static void Require(OutputObjective output, Value prediction)
    {
        var value = Before(prediction);
        if ((value.Node.Op == Op.Softmax || value.Node.Op == Op.LogSoftmax) && value.Shape[value.Node.Axis] == 1)
            throw Throw.SoftmaxOfOne(output.Name, prediction.Shape);
    }

    /// <summary>Returns a warning if an output may not fit its loss; null otherwise.</summary>
    /// <param name="output">The objective of the output.</param>
    /// <param name="prediction">The value of the output in the graph.</param>
    public static string? Warning(OutputObjective output, Value prediction)
    {
        if (output.Loss is not { TakesProbabilities: true } loss || !IsUnbounded(Before(prediction))) return null;
        var units = prediction.Shape.Rank > 0 && prediction.Shape[^1].IsKnown ? prediction.Shape[^1].Size : 0;
        var isBinary = loss.LabelsFor(units) == LabelForm.Binary;
        var (activation, fromLogits) = (isBinary ? "Sigmoid" : "Softmax", loss is CrossentropyLoss
            ? isBinary ? nameof(Loss.BinaryCrossentropy) : nameof(Loss.SparseCategoricalCrossentropy) : loss.ClassName);
        return $"The output '{output.Name}' ends without a softmax or a sigmoid, but {loss.Name} takes probabilities: " +
            "numbers outside 0 to 1 count as 0 or 1, and their gradient is zero. " +
            $"Give the last layer Activation.{activation}, or compile with Loss.{fromLogits} with {{ FromLogits = true }}.";
    }

    // Whether a value is the result of a dense or convolutional layer, or of an activation that can leave the range 0 to 1.
    private static bool IsUnbounded(Value value)
    {
        var op = value.Node.Op;
        if (op == Op.MatMul || op == Op.Conv || op == Op.Relu || op == Op.Tanh) return true;
        return op == Op.Add && value.Node.Inputs.Any(part => Before(part).Node.Op is var before
            && (before == Op.MatMul || before == Op.Conv));
    }

    /// <summary>Returns the number of units of an output for each sample; 1 if that is not known.</summary>
    public static long Units(Value prediction) =>
        prediction.Shape.Rank > 1 && prediction.Shape[^1].IsKnown ? prediction.Shape[^1].Size : 1;

    /// <summary>Returns the value before operators that only change its type or its shape.</summary>
    public static Value Before(Value value)
    {
        while (value.Node.Op == Op.Identity || value.Node.Op == Op.Cast || value.Node.Op == Op.Reshape) value = value.Node.Inputs[0];
        return value;
    }
}
