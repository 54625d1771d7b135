using Layers.Graphs;

namespace Layers;

/// <summary>A layer that learns a state of some kind from data. The rules that are the same for all are here: learning afresh or going on,
/// whole or not at all, from arrays, batches and sources, merging, names, progress, cancelling, saving.</summary>
/// <remarks>A kind of your own is a class derived from <see cref="AdaptState"/>; with <see cref="ISavableState{TSelf}"/> and
/// <see cref="AdaptStateRegistry"/>, files hold it. For statistics of numbers there is <see cref="NumericAdaptiveLayer"/>.
/// <para>What the layer computes with is its weights: <see cref="Learn"/> sets them, and predictions follow.</para></remarks>
/// <typeparam name="TState">The state that it learns.</typeparam>
public abstract class AdaptiveLayer<TState> : AdaptiveLayer
    where TState : AdaptState
{
#pragma warning disable RS0022 // Whoever derives from AdaptiveLayer says which state it learns.
    /// <summary>Starts a layer.</summary>
    /// <param name="name">Unique within a model; <see langword="null"/> for the class's name in snake case, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    protected AdaptiveLayer(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }
#pragma warning restore RS0022

    /// <inheritdoc/>
    public sealed override TState? State => (TState?)base.State;

    /// <summary>A state that has seen nothing yet.</summary>
    /// <param name="batch">The shape of the first batch.</param>
    /// <exception cref="ArgumentException">The layer cannot learn from such data.</exception>
    protected abstract TState CreateState(Shape batch);

    /// <summary>What the layer learns, where that is something else than a state of its kind knows, as after counting with other settings:
    /// it ends the sentence "the layer learns …"; <see langword="null"/>, the default, where the layer can take the state.</summary>
    /// <param name="state">The state, of data that the layer can take.</param>
    protected virtual string? Misfit(TState state) => null;

    /// <summary>Sets the layer's weights from what was seen; all of them or, when it throws, none.</summary>
    /// <param name="state">What was seen.</param>
    protected abstract void Learn(TState state);

    internal sealed override AdaptState NewState(Shape batch) => CreateState(batch);

    internal sealed override void RequireFit(AdaptState state)
    {
        if (state is not TState own) throw Throw.StateOfOtherKind(this, typeof(TState), state);
        if (IsBuilt && !LearnsFromAnyShape && !state.DataShape.MayBe(InputShape!)) throw Throw.StateOfOtherFeatures(this, $"from data of shape {InputShape}", state);
        if (Misfit(own) is { } expected) throw Throw.StateOfOtherFeatures(this, expected, state);
    }

    private protected override Action Learning(AdaptState state) => () => Learn((TState)state);
}
