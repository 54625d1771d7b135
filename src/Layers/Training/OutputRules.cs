namespace Layers;

/// <summary>Whether what an output gives fits the loss that it is trained with.</summary>
internal static class OutputRules
{
    /// <summary>Refuses an output that is 1 whatever the weights are.</summary>
    /// <param name="output">What it was compiled with.</param>
    /// <param name="prediction">What it gives.</param>
    /// <exception cref="InvalidOperationException">It is a softmax over one unit.</exception>
    public static void Require(OutputObjective output, Value prediction)
    {
        var value = Before(prediction);
        if ((value.Node.Op == Op.Softmax || value.Node.Op == Op.LogSoftmax) && value.Shape[value.Node.Axis] == 1) throw Throw.SoftmaxOfOne(
            output.Name, prediction.Shape);
    }

    /// <summary>What is doubtful; null for nothing.</summary>
    /// <param name="output">What it was compiled with.</param>
    /// <param name="prediction">What it gives.</param>
    public static string? Warning(OutputObjective output, Value prediction)
    {
        if (output.Loss is not { TakesProbabilities: true } loss || !IsOfAnySize(Before(prediction))) return null;
        var units = prediction.Shape.Rank > 0 && prediction.Shape[^1].IsKnown ? prediction.Shape[^1].Size : 0;
        var isBinary = loss.LabelsFor(units) == LabelForm.Binary;
        var (activation, fromLogits) = (isBinary ? "Sigmoid" : "Softmax", loss is CrossentropyLoss
            ? isBinary ? nameof(Loss.BinaryCrossentropy) : nameof(Loss.SparseCategoricalCrossentropy) : loss.ClassName);
        return $"The output '{output.Name}' ends without a softmax or a sigmoid, and {loss.Name} takes probabilities: " +
            "numbers outside 0 to 1 count as 0 or 1 and teach nothing. " +
            $"Give the last layer Activation.{activation}, or compile with Loss.{fromLogits} with {{ FromLogits = true }}.";
    }

    // What a dense or convolutional layer gives, or an activation beyond 0 to 1.
    private static bool IsOfAnySize(Value value)
    {
        var op = value.Node.Op;
        if (op == Op.MatMul || op == Op.Conv || op == Op.Relu || op == Op.Tanh) return true;
        return op == Op.Add && value.Node.Inputs.Any(part => Before(part).Node.Op is var before
            && (before == Op.MatMul || before == Op.Conv));
    }

    /// <summary>How many numbers an output has for a sample; 1 where that is not known.</summary>
    public static long Units(Value prediction) =>
        prediction.Shape.Rank > 1 && prediction.Shape[^1].IsKnown ? prediction.Shape[^1].Size : 1;

    /// <summary>What a value is, before its type or its shape was changed.</summary>
    public static Value Before(Value value)
    {
        while (value.Node.Op == Op.Identity || value.Node.Op == Op.Cast || value.Node.Op == Op.Reshape) value = value.Node.Inputs[0];
        return value;
    }
}
