using Layers.Graphs;

namespace Layers;

/// <summary>A layer that learns a state of one kind from data. This class implements everything that all kinds of states share:
/// <c>Adapt</c> and <c>Update</c> from arrays, batches and sources, merging, names, progress, cancellation and saving. If learning fails,
/// the layer stays unchanged.</summary>
/// <remarks>A custom kind of state is a class derived from <see cref="AdaptState"/>; with <see cref="ISavableState{TSelf}"/> and
/// <see cref="AdaptStateRegistry"/>, files can hold it. For statistics of numbers, derive from <see cref="NumericAdaptiveLayer"/>.
/// <para>The layer computes with its weights: <see cref="Learn"/> sets them, and predictions use them.</para></remarks>
/// <typeparam name="TState">The kind of state that the layer learns.</typeparam>
public abstract class AdaptiveLayer<TState> : AdaptiveLayer
    where TState : AdaptState
{
#pragma warning disable RS0022 // A class derived from AdaptiveLayer names the state that it learns.
    /// <summary>Initializes the layer.</summary>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for the class's name in snake case, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    protected AdaptiveLayer(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }
#pragma warning restore RS0022

    /// <inheritdoc/>
    public sealed override TState? State => (TState?)base.State;

    /// <summary>Creates an empty state.</summary>
    /// <param name="batch">The shape of the first batch.</param>
    /// <exception cref="ArgumentException">The layer cannot learn from data of this shape.</exception>
    protected abstract TState CreateState(Shape batch);

    /// <summary>Describes what the layer learns, if a state does not fit the layer, for example because it was counted with other settings.
    /// The text ends the sentence "the layer learns …". <see langword="null"/>, the default, means that the layer can take the
    /// state.</summary>
    /// <param name="state">The state, learned from data of a shape that the layer can take.</param>
    protected virtual string? Misfit(TState state) => null;

    /// <summary>Sets the layer's weights from a state. If the method throws, the layer keeps its earlier weights.</summary>
    /// <param name="state">The learned state.</param>
    protected abstract void Learn(TState state);

    internal sealed override AdaptState NewState(Shape batch) => CreateState(batch);

    internal sealed override void RequireFit(AdaptState state)
    {
        if (state is not TState own) throw Throw.StateOfOtherKind(this, typeof(TState), state);
        if (IsBuilt && !LearnsFromAnyShape && !state.DataShape.MayBe(InputShape!))
            throw Throw.StateOfOtherFeatures(this, $"from data of shape {InputShape}", state);
        if (Misfit(own) is { } expected) throw Throw.StateOfOtherFeatures(this, expected, state);
    }

    private protected override Action Learning(AdaptState state) => () => Learn((TState)state);
}
