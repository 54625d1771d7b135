namespace Layers;

/// <summary>What an optimizer's formula knows of the step it makes, in the type of the weights it moves.</summary>
/// <param name="LearningRate">Without axes.</param>
/// <param name="Number">The update's number from 1, without axes.</param>
/// <param name="Common">What is remembered once for all weights, as this step leaves it.</param>
internal sealed record OptimizerStep(Value LearningRate, Value Number, IReadOnlyList<Value> Common)
{
    private readonly Dictionary<string, Value> _shared = [];

    /// <summary>A value that is the same for every weight, made once.</summary>
    public Value Shared(string name, Func<Value> make) => _shared.TryGetValue(name, out var value) ? value : _shared[name] = make();

    public OptimizerStep In(DType type) => new(Ops.Cast(LearningRate, type), Ops.Cast(Number, type), [.. Common.Select(value => Ops.Cast(value, type))]);
}
