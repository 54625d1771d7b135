namespace Layers;

/// <summary>The lock of changes of weights. Compiling weights for prediction waits until all weights of a change are set.</summary>
internal static class WeightChanges
{
    // One lock for all models, because a layer may be in several. It is held only while references are set or a graph is built.
    private static readonly Lock s_lock = new();

    /// <summary>Takes the lock: until the result is disposed, no other thread changes or compiles weights. Calls may be nested.</summary>
    public static Lock.Scope Together() => s_lock.EnterScope();

    /// <summary>Sets several weights, so that predictions see all of them or none.</summary>
    public static void Set(IEnumerable<(Weight Weight, TensorData Value)> values)
    {
        using (Together())
            foreach (var (weight, value) in values)
                weight.Set(value);
    }
}
