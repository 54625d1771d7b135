namespace Layers;

/// <summary>One step of a recurrent layer: from the features of a step and the states before it to an output and the states after
/// it.</summary>
/// <remarks>A cell of your own overrides <see cref="Step"/> and <see cref="StateSizes"/>, and adds its weights in
/// <see cref="Layer.Build(Shape)"/>, whose input is that of one step, <c>(batch, features)</c>. <c>RNN</c> runs it over a sequence. The
/// gradient and the exported file follow from the formula; what of it depends on no state is computed for all steps at once.</remarks>
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
    /// <summary>Starts a cell.</summary>
    /// <param name="name">Unique within a model; <see langword="null"/> for the class's name in snake case.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    protected RecurrentCell(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }

    /// <summary>How many numbers each state has for a row, one or more states.</summary>
    public abstract IReadOnlyList<int> StateSizes { get; }

    /// <summary>How many numbers a step gives for a row; by default as many as the first state has.</summary>
    public virtual int OutputSize => StateSizes[0];

    /// <summary>The formula of one step.</summary>
    /// <param name="x">The features of the step, <c>(batch, features)</c>.</param>
    /// <param name="states">The states before the step, each <c>(batch, size)</c>.</param>
    /// <param name="call">Whether the graph trains, and random numbers, which are the same in every step, as in Keras. Values of a step are
    /// its own: <see cref="CallContext.Check"/> and <see cref="CallContext.Update"/> are refused.</param>
    /// <returns>The output <c>(batch, output size)</c> and the states after the step, as many as came in.</returns>
    protected abstract (Value Output, IReadOnlyList<Value> States) Step(Value x, IReadOnlyList<Value> states, CallContext call);

    /// <summary>The step, its values in the types of the cell, and what it gives checked.</summary>
    internal (Value Output, IReadOnlyList<Value> States) Run(Value x, IReadOnlyList<Value> states, CallContext call)
    {
        var (output, next) = Step(x.Type.IsFloat() ? Ops.Cast(x, Policy.ArithmeticType) : x, [.. states.Select(state => Ops.Cast(state, Policy.ArithmeticType))], call);
        if (next.Count != states.Count) throw Throw.WrongStateCount(this, states.Count, next.Count);
        return (output, [.. next.Zip(states, (after, before) => Ops.Cast(after, before.Type))]);
    }

    /// <summary>All steps at once, by an operator that has just this formula; null where there is none.</summary>
    /// <param name="sequence"><c>(steps, batch, features)</c>.</param>
    /// <param name="states">The states before the first step; null for zeros.</param>
    /// <param name="isReversed">Whether the last step is the first; outputs stay where their steps are.</param>
    internal virtual (Value Outputs, IReadOnlyList<Value> States)? Fused(Value sequence, IReadOnlyList<Value>? states, bool isReversed) => null;

    /// <summary>Whether features of whole numbers are floats to it from the start.</summary>
    internal virtual bool TakesFloats => false;

    /// <summary>Whether the output is the first state.</summary>
    internal virtual bool OutputIsState => false;

    /// <summary>States of zeros.</summary>
    /// <param name="batch">Has the rows.</param>
    /// <param name="axis">On which axis.</param>
    /// <param name="zero">What they hold.</param>
    internal IReadOnlyList<Value> ZeroStates(Value batch, int axis, Value zero) => [.. StateSizes.Select(size => Rows(batch, axis, size, zero))];

    /// <summary>A row of one number for each row of a batch.</summary>
    internal static Value Rows(Value batch, int axis, int size, Value number) =>
        Ops.Expand(number, Ops.Concat([Ops.Gather(Ops.ShapeOf(batch), Ops.Int64s(axis)), Ops.Int64s(size)], 0));

    /// <inheritdoc/>
    protected sealed override Value Call(Value x) => ApplyAll([x])[0];

    /// <inheritdoc/>
    protected sealed override Value Call(Value x, CallContext call) => CallMany([x], call)[0];

    /// <summary>One step: the features and the states, which are zeros where they do not come, to the output and the next states.</summary>
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
