namespace Layers;

/// <summary>The inputs of an optimizer's formula in one step, in the type of the weights.</summary>
/// <param name="LearningRate">The learning rate, a scalar.</param>
/// <param name="Number">The number of the update, counted from 1, a scalar.</param>
/// <param name="Common">The scalars of the state for all weights, after their update in this step.</param>
internal sealed record OptimizerStep(Value LearningRate, Value Number, IReadOnlyList<Value> Common)
{
    private readonly Dictionary<string, Value> _shared = [];

    /// <summary>Returns a value that is the same for every weight. It is created once.</summary>
    public Value Shared(string name, Func<Value> make) => _shared.TryGetValue(name, out var value) ? value : _shared[name] = make();

    public OptimizerStep In(DType type) =>
        new(Ops.Cast(LearningRate, type), Ops.Cast(Number, type), [.. Common.Select(value => Ops.Cast(value, type))]);
}
