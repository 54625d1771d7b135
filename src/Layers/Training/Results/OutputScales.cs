namespace Layers;

/// <summary>Reads the numbers of an output as classes and probabilities.</summary>
internal static class OutputScales
{
    /// <summary>How an output is read, by the last operator of its formula or, where that says nothing, by its loss.</summary>
    /// <param name="output">The output.</param>
    /// <param name="loss">What it was compiled with; null for nothing.</param>
    public static OutputScale Of(Value output, Loss? loss)
    {
        var value = OutputRules.Before(output);
        if (value.Node.Op == Op.Softmax) return OutputScale.Softmax;
        if (value.Node.Op == Op.Sigmoid) return OutputScale.Sigmoid;
        if (loss is null) return OutputScale.None;
        var isOneHot = loss.LabelsFor(output.Shape[^1].IsKnown ? output.Shape[^1].Size : 0) is LabelForm.Index or LabelForm.OneHot;
        if (loss.TakesLogits) return isOneHot ? OutputScale.SoftmaxOfLogits : OutputScale.SigmoidOfLogits;
        return loss is HingeLoss or SquaredHingeLoss ? OutputScale.Margin : OutputScale.None;
    }

    /// <summary>Whether the numbers say how likely classes are.</summary>
    public static bool HasProbabilities(this OutputScale scale) => scale is not (OutputScale.None or OutputScale.Margin);

    /// <summary>Whether each number is about a label of its own, so that a row may have several.</summary>
    public static bool IsOfSeveralLabels(this OutputScale scale, int units) => scale is OutputScale.Sigmoid or OutputScale.SigmoidOfLogits && units > 1;

    /// <summary>Whether a number by itself says that its class is there: more than one half, as Keras counts accuracy, or what stands for
    /// that on the scale.</summary>
    public static bool IsTrue(this OutputScale scale, float value) => value > (scale is OutputScale.SigmoidOfLogits or OutputScale.Margin ? 0 : 0.5f);

    /// <summary>The place of the likeliest class; of one number for two classes, 0 or 1.</summary>
    /// <param name="scale">How the numbers are read.</param>
    /// <param name="values">The numbers of a row.</param>
    public static int PlaceOf(this OutputScale scale, ReadOnlySpan<float> values)
    {
        if (values.Length == 1) return scale.IsTrue(values[0]) ? 1 : 0;
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best]) best = i;
        return best;
    }

    /// <summary>The numbers of a row as probabilities.</summary>
    /// <param name="scale">One that has probabilities.</param>
    /// <param name="values">The numbers of a row.</param>
    /// <param name="probabilities">As many, to be written.</param>
    public static void Read(this OutputScale scale, ReadOnlySpan<float> values, Span<double> probabilities)
    {
        for (var i = 0; i < values.Length; i++) probabilities[i] = values[i];
        switch (scale)
        {
            case OutputScale.SoftmaxOfLogits:
                var most = double.NegativeInfinity;
                foreach (var logit in probabilities) most = Math.Max(most, logit);
                var sum = 0.0;
                foreach (ref var probability in probabilities) sum += probability = Math.Exp(probability - most);
                foreach (ref var probability in probabilities) probability /= sum;
                break;
            case OutputScale.SigmoidOfLogits:
                foreach (ref var probability in probabilities) probability = 1 / (1 + Math.Exp(-probability));
                break;
        }
    }
}
