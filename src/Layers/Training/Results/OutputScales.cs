namespace Layers;

/// <summary>Reads the values of an output as classes and probabilities.</summary>
internal static class OutputScales
{
    /// <summary>Returns the scale of an output by the last operator of its graph or, if that operator does not determine the scale, by its
    /// loss.</summary>
    /// <param name="output">The output.</param>
    /// <param name="loss">The loss of the output; null for none.</param>
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

    /// <summary>Returns whether probabilities can be computed from the values.</summary>
    public static bool HasProbabilities(this OutputScale scale) => scale is not (OutputScale.None or OutputScale.Margin);

    /// <summary>Returns whether each value is for its own label, so that a row can have several labels.</summary>
    public static bool IsOfSeveralLabels(this OutputScale scale, int units) =>
        scale is OutputScale.Sigmoid or OutputScale.SigmoidOfLogits && units > 1;

    /// <summary>Returns whether a value alone predicts its class: its probability is more than one half, as in Keras's accuracy, or the
    /// value is above 0 on a scale of logits or margins.</summary>
    public static bool IsTrue(this OutputScale scale, float value) =>
        value > (scale is OutputScale.SigmoidOfLogits or OutputScale.Margin ? 0 : 0.5f);

    /// <summary>Returns the index of the likeliest class. One value is for two classes, so its index is 0 or 1.</summary>
    /// <param name="scale">The scale of the values.</param>
    /// <param name="values">The values of a row.</param>
    public static int PlaceOf(this OutputScale scale, ReadOnlySpan<float> values)
    {
        if (values.Length == 1) return scale.IsTrue(values[0]) ? 1 : 0;
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best]) best = i;
        return best;
    }

    /// <summary>Computes the probabilities of a row.</summary>
    /// <param name="scale">A scale with probabilities.</param>
    /// <param name="values">The values of the row.</param>
    /// <param name="probabilities">The buffer for the probabilities, as long as <paramref name="values"/>.</param>
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
