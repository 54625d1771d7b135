namespace Layers;

/// <summary>Finds the input of the sigmoid or softmax that computes a prediction.</summary>
internal static class Logits
{
    /// <summary>The smallest distance of probabilities from 0 and 1 before their logarithm is taken: Keras's
    /// <c>backend.epsilon()</c>.</summary>
    public const double Epsilon = 1e-7;

    /// <summary>Returns the input of the operator that computes a value; null if it is another operator, or a softmax over another axis
    /// than the last.</summary>
    public static Value? Under(Op op, Value value)
    {
        while (value.Node.Op == Op.Cast && value.Node.Inputs[0].Type.IsFloat()) value = value.Node.Inputs[0];
        return value.Node.Op == op && (op != Op.Softmax || value.Node.Axis == value.Shape.Rank - 1) ? value.Node.Inputs[0] : null;
    }
}
