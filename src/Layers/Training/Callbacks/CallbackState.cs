namespace Layers;

/// <summary>Reads and adds single numbers in the state of a callback.</summary>
internal static class CallbackState
{
    /// <summary>Adds a number unless it is null.</summary>
    public static void Add(this IDictionary<string, TensorData> state, string name, double? value)
    {
        if (value is { } number) state[name] = TensorData.Scalar(number);
    }

    /// <summary>Returns a number; null if the state does not have it.</summary>
    public static double? Number(this IReadOnlyDictionary<string, TensorData> state, string name) =>
        !state.TryGetValue(name, out var value) ? null
        : value.Length == 1 ? Casting.Cast(value, DType.Float64).AsSpan<double>()[0]
        : throw Throw.BadCallbackState(name, value.Shape);

    /// <summary>Returns a count of 0 or more; 0 if the state does not have it.</summary>
    public static int Count(this IReadOnlyDictionary<string, TensorData> state, string name) =>
        state.Number(name) is not { } number ? 0
        : number is >= 0 and <= int.MaxValue ? (int)number
        : throw Throw.BadCallbackState(name, state[name].Shape);
}
