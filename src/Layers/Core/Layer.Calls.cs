namespace Layers;

// How a layer becomes part of a graph: one template for single layers, merging layers and models.
public abstract partial class Layer
{

    /// <summary>The named arguments that a call may have beside its inputs, as Keras spells them: <c>mask</c>, <c>initial_state</c>. None
    /// by default.</summary>
    protected internal virtual IReadOnlyList<string> ArgumentNames => [];

    /// <summary>What a call may ask for beside its arguments, as Keras spells it: <c>use_causal_mask</c>. Nothing by default.</summary>
    protected internal virtual IReadOnlyList<string> FlagNames => [];

    /// <summary>What Keras calls the inputs of a call, which it takes one by one; empty where it takes one tensor or one list.</summary>
    internal virtual IReadOnlyList<string> NamedInputs => [];

    /// <summary>Whether <see cref="ActivityRegularizer"/> is for the outputs; otherwise the layer itself says for what.</summary>
    internal virtual bool PenalizesOutputs => true;

    /// <summary>Adds the layer to a graph, as it predicts.</summary>
    /// <param name="x">The input; builds the layer if it is not built yet.</param>
    /// <returns>The output.</returns>
    /// <exception cref="LayerException">The layer cannot work on an input of that type or shape, or gives several outputs.</exception>
    public Value Apply(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return OnlyOutput(ApplyAll([x], CallRecord.ForPrediction()));
    }

    /// <summary>Adds the layer to a <see cref="Functional"/> model that is being made. Called again, the layer is shared: the same weights
    /// in two places.</summary>
    /// <param name="x">An <see cref="Input"/>, or what another layer gave.</param>
    /// <returns>The output.</returns>
    /// <exception cref="LayerException">The layer cannot work on an input of that type or shape, or gives several outputs.</exception>
    public KerasTensor Apply(KerasTensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return OnlyOutput(Called([x]).Outputs);
    }

    /// <summary>Adds a layer of several inputs, outputs or named arguments to a graph, as it predicts.</summary>
    /// <param name="inputs">As many as the layer takes.</param>
    /// <param name="arguments">Named arguments, of <see cref="ArgumentNames"/>; <see langword="null"/> for none.</param>
    /// <param name="flags">What else the call asks for, of <see cref="FlagNames"/>; <see langword="null"/> for nothing.</param>
    /// <returns>The outputs.</returns>
    /// <exception cref="LayerException">The layer cannot work on inputs of those types or shapes, or takes no such argument.</exception>
    public IReadOnlyList<Value> ApplyAll(IReadOnlyList<Value> inputs, IReadOnlyDictionary<string, IReadOnlyList<Value>>? arguments = null, IReadOnlyList<string>? flags = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return ApplyAll(inputs, CallRecord.ForPrediction(), arguments, flags);
    }

    /// <summary>Adds a layer of several inputs, outputs or named arguments to a <see cref="Functional"/> model that is being
    /// made.</summary>
    /// <param name="inputs">As many as the layer takes.</param>
    /// <param name="arguments">Named arguments, of <see cref="ArgumentNames"/>; <see langword="null"/> for none.</param>
    /// <param name="flags">What else the call asks for, of <see cref="FlagNames"/>; <see langword="null"/> for nothing.</param>
    /// <returns>The outputs.</returns>
    /// <exception cref="LayerException">The layer cannot work on inputs of those types or shapes, or takes no such argument.</exception>
    /// <example><code>
    /// var outputs = twoHeads.ApplyAll([x]);
    /// var model = new Functional([x], [new Dense(1).Apply(outputs[0]), outputs[1]]);
    /// </code></example>
    public IReadOnlyList<KerasTensor> ApplyAll(IReadOnlyList<KerasTensor> inputs, IReadOnlyDictionary<string, IReadOnlyList<KerasTensor>>? arguments = null, IReadOnlyList<string>? flags = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Called(inputs, arguments, flags).Outputs;
    }

    /// <summary>The formula.</summary>
    /// <param name="x">The input, floats already in the type that the layer computes in.</param>
    /// <returns>The output.</returns>
    protected abstract Value Call(Value x);

    /// <summary>The formula of a layer that does something else in training, or that reads masks, named arguments or random numbers;
    /// <see cref="Call(Value)"/> by default.</summary>
    /// <param name="x">The input, floats already in the type that the layer computes in.</param>
    /// <param name="call">Whether the graph trains, and what else this call has.</param>
    /// <returns>The output.</returns>
    protected virtual Value Call(Value x, CallContext call) => Call(x);

    /// <summary>The formula of a layer of several inputs or outputs; by default it takes one input and gives one output,
    /// <see cref="Call(Value, CallContext)"/>.</summary>
    /// <param name="inputs">The inputs, floats already in the type that the layer computes in.</param>
    /// <param name="call">Whether the graph trains, and what else this call has.</param>
    /// <returns>The outputs, always as many.</returns>
    protected virtual IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs is [var x] ? [Call(x, call)] : throw Throw.NeedsOneInput(this, inputs.Count);
    }

    /// <summary>Whether masks of its inputs go through the layer or are used by it; false by default: a mask ends here, and
    /// <see cref="Model.MaskWarnings"/> says so.</summary>
    /// <remarks>As Keras's <c>supports_masking</c>.</remarks>
    protected virtual bool SupportsMasking => false;

    /// <summary>The mask of the output: by default that of the input where the layer supports masking, otherwise none.</summary>
    /// <param name="x">The first input.</param>
    /// <param name="mask">Its mask: bool, true where a step counts; <see langword="null"/> where every step counts.</param>
    /// <returns>A mask of the output, or <see langword="null"/>.</returns>
    protected virtual Value? ComputeMask(Value x, Value? mask) => SupportsMasking ? mask : null;

    /// <summary>The mask of the first output of a layer of several inputs; by default <see cref="ComputeMask(Value, Value?)"/> of the first
    /// input. Other outputs have none.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="call">The call, which has their masks.</param>
    /// <returns>A mask of the first output, or <see langword="null"/>.</returns>
    protected virtual Value? ComputeMask(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        return ComputeMask(inputs[0], call.MaskOf(inputs[0]));
    }

    /// <summary>The one template of a call: build, cast, call, masks, penalties, and what adaptive layers were called on.</summary>
    /// <param name="inputs">One or more.</param>
    /// <param name="record">That of the graph.</param>
    /// <param name="arguments">By name; null for none.</param>
    /// <param name="flags">What else the call asks for; null for nothing.</param>
    internal IReadOnlyList<Value> ApplyAll(IReadOnlyList<Value> inputs, CallRecord record, IReadOnlyDictionary<string, IReadOnlyList<Value>>? arguments = null, IReadOnlyList<string>? flags = null)
    {
        if (inputs.Count == 0) throw Throw.NoInputs(this);
        arguments ??= CallContext.NoArguments;
        foreach (var name in arguments.Keys)
            if (!ArgumentNames.Contains(name)) throw Throw.UnknownArgument(this, name);
        foreach (var flag in flags ?? [])
            if (!FlagNames.Contains(flag)) throw Throw.UnknownFlag(this, flag);
        BuildFor([.. inputs.Select(input => input.Shape)]);

        var checks = record.Checks.Count;
        var outputs = CallCast(inputs, record, arguments, flags ?? []);
        // Those of layers within a model are theirs.
        for (; checks < record.Checks.Count; checks++)
            if (record.Checks[checks].Layer == this) record.Checks[checks].Outputs = outputs;
        if (ActivityRegularizer is not null && PenalizesOutputs)
            foreach (var output in outputs) record.AddActivity(ActivityRegularizer, output);
        if (this is AdaptiveLayer adaptive)
        {
            // Whoever looks at what the layer gives waits for it, and not whoever looks at the same input.
            if (ReferenceEquals(outputs[0], inputs[0])) outputs = [Ops.Identity(outputs[0]), .. outputs.Skip(1)];
            record.AdaptiveCalls.Add(new AdaptiveCall(adaptive, inputs[0], outputs[0]));
        }
        record.Calls?.Add((this, inputs, outputs));
        return outputs;
    }

    internal LayerCall Called(IReadOnlyList<KerasTensor> inputs, IReadOnlyDictionary<string, IReadOnlyList<KerasTensor>>? arguments = null, IReadOnlyList<string>? flags = null)
    {
        // As Keras does it, a layer that takes a mask and nothing else beside its input is called with the input's, which the file then
        // says as well.
        if ((arguments is null or { Count: 0 }) && inputs is [{ Mask: { } mask }] && ArgumentNames.Contains("mask"))
            arguments = new Dictionary<string, IReadOnlyList<KerasTensor>> { ["mask"] = [mask] };
        var call = new LayerCall(this, inputs, arguments, flags);
        _calls.Add(call);
        call.Outputs[0].Mask = MaskTensor(call);
        return call;
    }

    /// <summary>The mask of what a call gives, as a tensor of the model that is being made. By default it is one of the inputs' masks, if
    /// the layer hands that on.</summary>
    internal virtual KerasTensor? MaskTensor(LayerCall call)
    {
        KerasTensor?[] masks = [.. call.Inputs.Select(call.MaskOf)];
        if (masks.All(mask => mask is null)) return null;
        // What the layer makes of masks is asked of stand-ins for them.
        Value[] inputs = [.. call.Inputs.Select((input, i) => Ops.Input($"input_{i}", input.Shape, input.Type))];
        Value?[] symbols = [.. masks.Select((mask, i) => mask is null ? null : Ops.Input($"mask_{i}", mask.Shape, DType.Bool))];
        var context = new CallContext(CallRecord.ForPrediction(), this, CallContext.NoArguments, []);
        for (var i = 0; i < inputs.Length; i++)
            if (symbols[i] is { } symbol) context.SetMask(inputs[i], symbol);
        return ComputeMask(inputs, context) is { } own && Array.FindIndex(symbols, symbol => ReferenceEquals(symbol, own)) is >= 0 and var found ? masks[found] : null;
    }

    /// <summary>What masks the outputs have; a model's were given by its layers.</summary>
    private protected virtual IReadOnlyList<Value> WithMasks(IReadOnlyList<Value> outputs, IReadOnlyList<Value> inputs, CallContext call)
    {
        var mask = ComputeMask(inputs, call);
        if (mask is null && !SupportsMasking && inputs.Any(x => call.MaskOf(x) is not null)) call.Record.MasksEndAt.Add(this);
        if (mask is null && !call.Record.HasMasks) return outputs;
        return [.. outputs.Select((output, i) => Masked(output, i == 0 ? mask : null))];

        Value Masked(Value output, Value? own)
        {
            if (ReferenceEquals(call.Record.MaskOf(output), own)) return output;
            // A layer that gives back an input has another mask for it: the input keeps its own.
            if (inputs.Any(x => ReferenceEquals(x, output))) output = Ops.Identity(output);
            call.Record.SetMask(output, own);
            return output;
        }
    }

    /// <summary>The formula with its inputs and outputs in the types of the policy; what it refuses is said in the layer's name.</summary>
    private IReadOnlyList<Value> CallCast(IReadOnlyList<Value> inputs, CallRecord record, IReadOnlyDictionary<string, IReadOnlyList<Value>> arguments, IReadOnlyList<string> flags)
    {
        try
        {
            Value[] cast = [.. inputs.Select(Cast)];
            var call = new CallContext(record, this, CastAll(arguments), flags);
            // Keras looks for the input's mask only where the call has no other arguments, unless inputs have masks of their own among the
            // arguments.
            var looks = arguments.Count == 0 || NamedInputs.Count > 0;
            for (var i = 0; i < cast.Length; i++)
            {
                if ((MaskGiven(arguments, i) ?? (looks ? record.MaskOf(inputs[i]) : null)) is not { } mask) continue;
                // One value under two masks is two inputs.
                if (call.MaskOf(cast[i]) is { } other && !ReferenceEquals(other, mask)) cast[i] = Ops.Identity(cast[i]);
                call.SetMask(cast[i], mask);
            }
            IReadOnlyList<Value> outputs = [.. CallMany(cast, call).Select(y => CastsInput && y.Type == Policy.ArithmeticType ? Ops.Cast(y, Policy.ComputeType) : y)];
            // What becomes of the mask does not ask for that.
            if (!looks && !arguments.ContainsKey("mask"))
                for (var i = 0; i < cast.Length; i++)
                    if (record.MaskOf(inputs[i]) is { } mask) call.SetMask(cast[i], mask);
            outputs = WithMasks(outputs, cast, call);
            if (TakesMasksAway)
                foreach (var input in inputs) record.SetMask(input, null);
            return outputs;
        }
        catch (ArgumentException e) when (e is not LayerException)
        {
            throw Throw.CannotCall(this, inputs[0], e);
        }
    }

    /// <summary>Whether a call takes the masks off its inputs, so that whatever is called on them later sees none.</summary>
    internal virtual bool TakesMasksAway => false;

    // A mask that is given in the call takes the place of the one that came with the input.
    private static Value? MaskGiven(IReadOnlyDictionary<string, IReadOnlyList<Value>> arguments, int input) =>
        arguments.TryGetValue("mask", out var masks) && input < masks.Count ? Ops.Cast(masks[input], DType.Bool) : null;

    private IReadOnlyDictionary<string, IReadOnlyList<Value>> CastAll(IReadOnlyDictionary<string, IReadOnlyList<Value>> arguments) =>
        arguments.Count == 0 ? arguments : arguments.ToDictionary(argument => argument.Key, argument => (IReadOnlyList<Value>)[.. argument.Value.Select(Cast)]);

    private Value Cast(Value x) => CastsInput && x.Type.IsFloat() ? Ops.Cast(Ops.Cast(x, Policy.ComputeType), Policy.ArithmeticType) : x;

    internal T OnlyOutput<T>(IReadOnlyList<T> outputs) => outputs is [var only] ? only : throw Throw.GivesSeveralOutputs(this, outputs.Count);
}
