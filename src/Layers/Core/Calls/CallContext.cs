namespace Layers;

/// <summary>A call of a layer while a graph is built. It has the training flag, the masks and named arguments of the call, random numbers,
/// and updates of weights that are not trained.</summary>
/// <example><code>
/// protected override Value Call(Value x, CallContext call) =>
///     call.IsTraining ? x + 0.1 * call.RandomNormal(Ops.ShapeOf(x)) : x;
/// </code></example>
public sealed class CallContext
{
    /// <summary>The arguments of a call without arguments.</summary>
    internal static readonly IReadOnlyDictionary<string, IReadOnlyList<Value>> NoArguments = new Dictionary<string, IReadOnlyList<Value>>();

    private readonly CallRecord _record;
    private readonly Layer _layer;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<Value>> _arguments;
    private readonly IReadOnlyList<string> _flags;
    private readonly Dictionary<Value, Value> _masks = new(ReferenceEqualityComparer.Instance);
    private bool _isInLoop;

    internal CallContext(CallRecord record, Layer layer, IReadOnlyDictionary<string, IReadOnlyList<Value>> arguments,
        IReadOnlyList<string> flags)
    {
        _flags = flags;
        _record = record;
        _layer = layer;
        _arguments = arguments;
    }

    /// <summary>Whether the graph is for training; false in <c>Predict</c>, <c>Evaluate</c> and exports.</summary>
    public bool IsTraining => _record.IsTraining;

    internal CallRecord Record => _record;

    /// <summary>Returns a call of a layer inside this layer, without arguments.</summary>
    internal CallContext Inside(Layer layer) => new(_record, layer, NoArguments, []) { _isInLoop = _isInLoop };

    /// <summary>Returns a call of a layer in the body of a loop, without arguments. Values of the body cannot be read outside the
    /// loop.</summary>
    internal CallContext InLoop(Layer layer) => new(_record, layer, NoArguments, []) { _isInLoop = true };

    /// <summary>Sets the mask of an input of this call. A mask belongs to the call because another layer may be called on the same value
    /// with another mask.</summary>
    internal void SetMask(Value x, Value mask) => _masks[x] = mask;

    /// <summary>Returns the mask of an input of this call: bool, true for each step that counts.</summary>
    /// <param name="x">An input that <c>Call</c> received.</param>
    /// <returns>The mask, usually of shape <c>(batch, steps)</c>; <see langword="null"/> if every step counts.</returns>
    public Value? MaskOf(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return _masks.GetValueOrDefault(x);
    }

    /// <summary>Returns a named argument of this call, for example <c>mask</c> or <c>initial_state</c>.</summary>
    /// <param name="name">One of the layer's <see cref="Layer.ArgumentNames"/>.</param>
    /// <returns>The values of the argument, in order; empty if the call does not have the argument.</returns>
    /// <exception cref="ArgumentException">The layer takes no argument of that name.</exception>
    public IReadOnlyList<Value> Argument(string name)
    {
        if (!_layer.ArgumentNames.Contains(name)) throw Throw.UnknownArgument(_layer, name);
        return _arguments.GetValueOrDefault(name) ?? [];
    }

    /// <summary>Returns whether a flag of this call is set, for example <c>use_causal_mask</c>.</summary>
    /// <param name="flag">One of the layer's <see cref="Layer.FlagNames"/>.</param>
    /// <exception cref="ArgumentException">The layer has no flag of that name.</exception>
    public bool IsSet(string flag) => _layer.FlagNames.Contains(flag) ? _flags.Contains(flag) : throw Throw.UnknownFlag(_layer, flag);

    /// <summary>Adds a check for values that the layer cannot compute with, for example an index outside a table. <c>Predict</c>,
    /// <c>Fit</c> and <c>Evaluate</c> throw if a value fails the check, and name its position, while <see cref="Model.ChecksValues"/> is
    /// on. Exported files have no checks.</summary>
    /// <param name="subject">The values to check: an input of the call, or values computed from it.</param>
    /// <param name="isRight">A bool value of the shape of <paramref name="subject"/>: true for each value that the layer can compute
    /// with.</param>
    /// <param name="fault">A function that returns the end of the error message for a wrong value, given as text: the fault and what to do.
    /// The text is one or more sentences, and the first does not begin with a capital letter.</param>
    /// <exception cref="ArgumentException"><paramref name="isRight"/> is not bool or has another shape.</exception>
    /// <exception cref="LayerException">The call is a step of a recurrent layer.</exception>
    /// <remarks><c>Fit</c> checks its rows once, before the first step, with the weights that the model then has. Batches that are read
    /// later are checked when they are read.</remarks>
    /// <example><code>
    /// protected override Value Call(Value x, CallContext call)
    /// {
    ///     call.Check(x, x > 0, value => $"{value} has no logarithm. Add a constant first.");
    ///     return Ops.Log(x);
    /// }
    /// </code></example>
    public void Check(Value subject, Value isRight, Func<string, string> fault)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(isRight);
        ArgumentNullException.ThrowIfNull(fault);
        if (_isInLoop) throw Throw.NotInAStep(_layer, "check values", "Check the whole sequence in a layer before the recurrent one");
        if (isRight.Type != DType.Bool || !isRight.Shape.Equals(subject.Shape)) throw Throw.WrongCheck(_layer, subject, isRight);
        _record.Checks.Add(new ValueCheck(_layer, subject, isRight, fault));
    }

    /// <summary>Sets the value that a weight has after the step, as <see cref="BatchNormalization"/> does with its moving statistics. The
    /// weight must not be trainable. Validation, callbacks and the saved file have the new value, and the next step starts from
    /// it.</summary>
    /// <param name="weight">A weight that was added with <c>trainable: false</c>.</param>
    /// <param name="next">The new value, of the weight's shape; numbers are cast to the weight's type. A layer that is used twice in a
    /// model makes two updates. If <paramref name="next"/> is computed from <see cref="Current"/>, the second update continues from the
    /// first. Otherwise the last update counts.</param>
    /// <exception cref="ArgumentException">The weight is trainable, or the value has another shape.</exception>
    /// <exception cref="LayerException">The graph is not for training, or the call is a step of a recurrent layer.</exception>
    /// <example><code>
    /// protected override Value Call(Value x, CallContext call)
    /// {
    ///     if (call.IsTraining) call.Update(_largest, Ops.Max(call.Current(_largest), Ops.ReduceMax(Ops.Abs(x), keepDims: false)));
    ///     return x / _largest;
    /// }
    /// </code></example>
    public void Update(Weight weight, Value next)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(next);
        if (_isInLoop) throw Throw.NotInAStep(_layer, $"update {weight.Path}", "Update it in a layer before the recurrent one or after it");
        if (!IsTraining) throw Throw.OnlyInTraining(_layer, $"an update of {weight.Path}");
        if (weight.IsTrainable) throw Throw.CannotUpdate(weight);
        if (!next.Shape.Equals(weight.Shape) || next.Type == DType.String != (weight.Type == DType.String))
            throw Throw.WrongWeight(weight.Path, new TensorType(weight.Type, weight.Shape), new TensorType(next.Type, next.Shape));
        _record.Update(weight, Ops.Cast(next, weight.Type));
    }

    /// <summary>Returns the value of a weight at this point of the step: its value before the step, or the value of the last
    /// <see cref="Update"/>.</summary>
    /// <param name="weight">A weight of the layer.</param>
    /// <returns>A value of the weight's shape. A float weight is in the type that the layer computes in, not rounded to 16 bits.</returns>
    public Value Current(Weight weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        return weight.Unrounded(_record.Updates.GetValueOrDefault(weight));
    }

    /// <summary>The position of each row of the batch in the data of this <c>Fit</c>, counted from 0: int64 <c>(batch)</c>.
    /// <see cref="AdaptBatch.FirstRow"/> counts rows in the same way, so that a layer can compute the values of a row without what it
    /// learned from that row.</summary>
    /// <remarks>Rows in memory, and rows of a source that <see cref="RowSourceExamples.Examples"/> draws, keep their position when they are
    /// shuffled. Rows of other batches are counted in the order of each epoch.</remarks>
    /// <exception cref="LayerException">The graph is not for training.</exception>
    /// <example><code>
    /// // One row of a table for each fold, learned from the other folds; the last is for rows that were never seen.
    /// protected override Value Call(Value x, CallContext call) =>
    ///     Lookup(x, call.IsTraining ? Ops.Mod(call.RowPositions, Folds) : Folds);
    /// </code></example>
    public Value RowPositions => _record.PositionsFor(_layer);

    /// <summary>Returns uniform random numbers in <c>[0, 1)</c>. They differ in each step, call and layer.</summary>
    /// <param name="sizes">The sizes of the result: int64, one element for each axis; <c>ShapeOf(x)</c> for the shape of <c>x</c>.</param>
    /// <param name="seed">A number that selects a stream of random numbers, which also depends on the training's seed;
    /// <see langword="null"/>, the default, is the same as 0.</param>
    /// <exception cref="LayerException">The graph is not for training.</exception>
    public Value RandomUniform(Value sizes, long? seed = null) => Ops.RandomUniform(_record.NextKey(_layer, seed), sizes);

    /// <summary>Returns normal random numbers of mean 0 and standard deviation 1. They differ in each step, call and layer.</summary>
    /// <inheritdoc cref="RandomUniform"/>
    public Value RandomNormal(Value sizes, long? seed = null) => Ops.RandomNormal(_record.NextKey(_layer, seed), sizes);

    /// <summary>Returns the values with a random share set to 0 and the rest scaled up.</summary>
    /// <param name="x">The values.</param>
    /// <param name="rate">The share, above 0.</param>
    /// <param name="sizes">The sizes of the random pattern, which broadcasts over the values.</param>
    /// <param name="seed">The layer's own seed, if it has one.</param>
    internal Value Dropped(Value x, double rate, Value sizes, long? seed) =>
        rate == 1 ? x * 0 : Ops.Where(RandomUniform(sizes, seed) >= rate, x * (1 / (1 - rate)), 0);
}
