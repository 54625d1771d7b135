namespace Layers;

/// <summary>What went into the sigmoid or softmax that made a prediction.</summary>
internal static class Logits
{
    /// <summary>How near to 0 and 1 probabilities may come before their logarithm is taken: Keras's <c>backend.epsilon()</c>.</summary>
    public const double Epsilon = 1e-7;

    /// <summary>The input of the operator that made a value; null where another made it, or one over another axis than the last.</summary>
    public static Value? Under(Op op, Value value)
    {
        while (value.Node.Op == Op.Cast && value.Node.Inputs[0].Type.IsFloat()) value = value.Node.Inputs[0];
        return value.Node.Op == op && (op != Op.Softmax || value.Node.Axis == value.Shape.Rank - 1) ? value.Node.Inputs[0] : null;
    }
}
