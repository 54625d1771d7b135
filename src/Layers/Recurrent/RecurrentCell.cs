namespace Layers;

/// <summary>The base class of cells, which compute one step of a recurrent layer: an output and the next states from the features of the
/// step and the states before it.</summary>
/// <remarks>A custom cell overrides <see cref="Step"/> and <see cref="StateSizes"/>, and adds its weights in
/// <see cref="Layer.Build(Shape)"/>, whose input shape is that of one step, <c>(batch, features)</c>. <c>RNN</c> runs the cell over a
/// sequence. The gradient and the exported file follow from the formula. The parts of the formula that depend on no state are computed for
/// all steps at once.</remarks>
/// <example><code>
/// public sealed class Leaky(int units) : RecurrentCell("leaky")
/// {
///     private Weight _kernel = null!;
///     public override IReadOnlyList&lt;int&gt; StateSizes => [units];
///     protected override void Build(Shape input) => _kernel = AddWeight("kernel", [input[^1], units], Initializer.GlorotUniform);
///     protected override (Value, IReadOnlyList&lt;Value&gt;) Step(Value x, IReadOnlyList&lt;Value&gt; states, CallContext call)
///     {
///         var next = 0.9 * states[0] + Ops.MatMul(x, _kernel);
///         return (next, [next]);
///     }
/// }
/// </code></example>
public abstract class RecurrentCell : Layer
{
    /// <summary>Creates a cell.</summary>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for the class's name in snake case.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    protected RecurrentCell(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }

    /// <summary>The number of elements of each state for a row, for one or more states.</summary>
    public abstract IReadOnlyList<int> StateSizes { get; }

    /// <summary>The number of elements of the output of a step for a row; by default that of the first state.</summary>
    public virtual int OutputSize => StateSizes[0];

    /// <summary>Adds the formula of one step to the graph.</summary>
    /// <param name="x">The features of the step, <c>(batch, features)</c>.</param>
    /// <param name="states">The states before the step, each <c>(batch, size)</c>.</param>
    /// <param name="call">The call, with its training flag and random numbers. The random numbers are the same in every step, as in Keras.
    /// Values of a step exist only in the step, so <see cref="CallContext.Check"/> and <see cref="CallContext.Update"/> throw.</param>
    /// <returns>The output <c>(batch, output size)</c> and the states after the step, one for each state before it.</returns>
    protected abstract (Value Output, IReadOnlyList<Value> States) Step(Value x, IReadOnlyList<Value> states, CallContext call);

    /// <summary>Adds a step to the graph, with its values cast to the types of the cell. Throws if the number of next states is
    /// wrong.</summary>
    internal (Value Output, IReadOnlyList<Value> States) Run(Value x, IReadOnlyList<Value> states, CallContext call)
    {
        var (output, next) = Step(x.Type.IsFloat() ? Ops.Cast(x, Policy.ArithmeticType) : x,
            [.. states.Select(state => Ops.Cast(state, Policy.ArithmeticType))], call);
        if (next.Count != states.Count) throw Throw.WrongStateCount(this, states.Count, next.Count);
        return (output, [.. next.Zip(states, (after, before) => Ops.Cast(after, before.Type))]);
    }

    /// <summary>Adds all steps to the graph as one operator with the same formula; null if there is none.</summary>
    /// <param name="sequence">The features, <c>(steps, batch, features)</c>.</param>
    /// <param name="states">The states before the first step; null for zeros.</param>
    /// <param name="isReversed">Whether the steps are processed from the last to the first. The outputs stay in the order of the
    /// steps.</param>
    internal virtual (Value Outputs, IReadOnlyList<Value> States)? Fused(Value sequence, IReadOnlyList<Value>? states, bool isReversed) =>
        null;

    /// <summary>Whether integer features are cast to floats before the loop.</summary>
    internal virtual bool TakesFloats => false;

    /// <summary>Whether the output is the first state.</summary>
    internal virtual bool OutputIsState => false;

    /// <summary>Returns initial states of zeros.</summary>
    /// <param name="batch">A value with the rows of the batch.</param>
    /// <param name="axis">The axis of the rows.</param>
    /// <param name="zero">The value of each element.</param>
    internal IReadOnlyList<Value> ZeroStates(Value batch, int axis, Value zero) =>
        [.. StateSizes.Select(size => Rows(batch, axis, size, zero))];

    /// <summary>Returns a matrix of one number, with a row for each row of a batch.</summary>
    internal static Value Rows(Value batch, int axis, int size, Value number) =>
        Ops.Expand(number, Ops.Concat([Ops.Gather(Ops.ShapeOf(batch), Ops.Int64s(axis)), Ops.Int64s(size)], 0));

    /// <inheritdoc/>
    protected sealed override Value Call(Value x) => ApplyAll([x])[0];

    /// <inheritdoc/>
    protected sealed override Value Call(Value x, CallContext call) => CallMany([x], call)[0];

    /// <summary>Adds one step to the graph. The inputs are the features and the states, zeros if not given; the outputs are the output and
    /// the next states.</summary>
    /// <inheritdoc/>
    protected sealed override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var states = inputs.Count > 1 ? [.. inputs.Skip(1)] : ZeroStates(inputs[0], 0, Ops.Scalar(0, Policy.ArithmeticType));
        if (states.Count != StateSizes.Count) throw Throw.WrongStates(this, StateSizes, [.. states.Select(state => state.Shape)]);
        var (output, next) = Run(inputs[0], states, call);
        return [output, .. next];
    }
}
