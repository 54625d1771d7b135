using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>One of Keras's operations as a node of a functional model, which may have constants among its arguments:
/// <c>keras.ops.maximum(x, 0.5)</c>.</summary>
/// <remarks>Operations are written to files in place of layers that Keras does not have, and are read from any file. Keras 3.3 and later
/// opens each operation of this class. Numbers are computed in the type of the first float tensor; integers stay integers if they do so in
/// Keras's operation.</remarks>
internal sealed partial class StockOperation : MergeLayer
{
    /// <param name="operation">Keras's class of the operation; <see cref="IsKnown"/> must be true for it.</param>
    /// <param name="arguments">The arguments; null for a tensor of the model.</param>
    /// <param name="settings">The arguments of the operation's constructor, by Keras's names.</param>
    /// <param name="name">The name, unique within a model; null for the operation's name in snake case.</param>
    /// <exception cref="LayerException">The operation takes another number of arguments.</exception>
    public StockOperation(string operation, IReadOnlyList<TensorData?> arguments, JsonObject? settings = null, string? name = null)
        : base(name ?? SnakeCase.Of(operation))
    {
        if (arguments.Count != s_all[operation].Arguments && !TakesAList(operation))
            throw Throw.WrongArgumentCount(Name, operation, s_all[operation].Arguments, arguments.Count);
        Operation = operation;
        Arguments = arguments;
        Settings = settings ?? [];
        (HasDefaultName, IsNamedLast) = (name is null, true);
    }

    // No useful model has more parts, and each part is a tensor.
    private const int MostParts = 65_536;

    public string Operation { get; }

    public IReadOnlyList<TensorData?> Arguments { get; }

    public JsonObject Settings { get; }

    /// <summary>The Python module of the operation in Keras.</summary>
    public string Module => $"keras.src.ops.{s_all[Operation].Module}";

    internal override bool CastsInput => false;

    internal override string NameStem => SnakeCase.Of(Operation);

    /// <summary>Keras's classes of the supported operations, sorted.</summary>
    public static IEnumerable<string> Names => s_all.Keys.Order(StringComparer.Ordinal);

    public static bool IsKnown(string operation) => s_all.ContainsKey(operation);

    /// <summary>Returns the settings of an operation's constructor.</summary>
    public static IReadOnlyList<string> SettingsOf(string operation) => s_all[operation].Settings;

    /// <summary>Returns whether a call takes one list of tensors.</summary>
    public static bool TakesAList(string operation) => s_all[operation].Arguments == Known.List;

    /// <summary>Returns the setting that follows the tensors among the arguments of a call; null for none.</summary>
    public static string? KeyOf(string operation) => s_all[operation].Key;

    /// <summary>Returns null: the outputs of Keras's operations have no mask.</summary>
    /// <inheritdoc/>
    protected override Value? ComputeMask(IReadOnlyList<Value> inputs, CallContext call) => null;

    internal override KerasTensor? MaskTensor(LayerCall call) => null;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        if (s_all[Operation].Several is not { } several) return base.CallMany(inputs, call);
        return inputs.Count == 1 ? several([.. inputs], Settings) : throw Throw.NeedsOneInput(this, inputs.Count);
    }

    /// <inheritdoc/>
    protected override Value Call(IReadOnlyList<Value> inputs)
    {
        var tensors = Arguments.Count(argument => argument is null);
        if (inputs.Count != tensors) throw Throw.WrongTensorCount(this, Operation, tensors, inputs.Count);
        // Take also splits texts into columns, before they are looked up.
        if (Operation != "Take" && inputs.FirstOrDefault(x => x.Type == DType.String) is { } text) throw Throw.NeedsNumbers(this, text);
        var next = 0;
        Value[] x = [.. Arguments.Select(argument => argument is null ? inputs[next++] : Constant(argument))];
        return s_all[Operation].Formula(x, Settings);
    }

    private sealed record Known(int Arguments, Func<Value[], JsonObject, Value> Formula, string Module = "numpy", params string[] Settings)
    {
        /// <summary>The value of <see cref="Arguments"/> for one list of any length.</summary>
        public const int List = -1;

        /// <summary>The formula of all outputs, for an operation with several outputs.</summary>
        public Func<Value[], JsonObject, Value[]>? Several { get; init; }

        /// <summary>A setting that Keras writes among the arguments.</summary>
        public string? Key { get; init; }
    }
}
