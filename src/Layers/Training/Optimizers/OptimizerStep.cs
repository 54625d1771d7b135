namespace Layers;

/// <summary>What an optimizer's formula knows of the step it makes.</summary>
/// <param name="LearningRate">float32 without axes.</param>
/// <param name="Number">The step's number from 1, float32 without axes.</param>
internal sealed record OptimizerStep(Value LearningRate, Value Number)
{
    private readonly Dictionary<string, Value> _shared = [];

    /// <summary>A value that is the same for every weight, made once.</summary>
    public Value Shared(string name, Func<Value> make) => _shared.TryGetValue(name, out var value) ? value : _shared[name] = make();
}
