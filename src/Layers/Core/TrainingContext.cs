namespace Layers;

/// <summary>What a layer's formula may use in training alone: randomness that the training's seed owns.</summary>
public sealed class TrainingContext
{
    private readonly Value _key;
    private readonly List<Value> _penalties = [];
    private long _calls;

    internal TrainingContext(Value key, bool isTraining)
    {
        _key = key;
        IsTraining = isTraining;
    }

    /// <summary>False where a loss is measured but nothing learned: layers then do what they do in prediction, and their penalties still count.</summary>
    internal bool IsTraining { get; }

    /// <summary>What layers add to the loss for their outputs.</summary>
    internal IReadOnlyList<Value> Penalties => _penalties;

    internal void AddPenalty(Value penalty) => _penalties.Add(penalty);

    /// <summary>Uniform random numbers in <c>[0, 1)</c>, others at each step, at each call and for each layer.</summary>
    /// <param name="sizes">int64, one element an axis; <c>ShapeOf(x)</c> for the shape of <c>x</c>.</param>
    /// <param name="seed">Moves to another stream of the training's seed; <see langword="null"/> for none of its own.</param>
    public Value RandomUniform(Value sizes, long? seed = null) => Ops.RandomUniform(NextKey(seed), sizes);

    /// <summary>Normal random numbers of mean 0 and deviation 1, others at each step, at each call and for each layer.</summary>
    /// <inheritdoc cref="RandomUniform"/>
    public Value RandomNormal(Value sizes, long? seed = null) => Ops.RandomNormal(NextKey(seed), sizes);

    // The step's key plus a constant that differs from call to call: keys far apart give unrelated numbers.
    private Value NextKey(long? seed) => _key + Ops.Constant(TensorData.Scalar(RandomKey.Mix(RandomKey.Mix(0, seed ?? 0), _calls++)));
}
