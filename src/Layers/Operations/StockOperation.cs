using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>One of Keras's operations as a node of a functional model, with constants among its arguments: <c>keras.ops.maximum(x,
/// 0.5)</c>.</summary>
/// <remarks>These are written for layers that Keras does not have, and read wherever a file has them. Each one here opens in Keras 3.3 and
/// later. Numbers are worked on in the type of the first tensor of floats; where all are whole, they stay so where Keras's operation leaves
/// them so.</remarks>
internal sealed partial class StockOperation : MergeLayer
{
    /// <param name="operation">Keras's class of the operation, one that is <see cref="Known"/>.</param>
    /// <param name="arguments">Its arguments; null where a tensor of the model goes.</param>
    /// <param name="settings">What its constructor is given, by Keras's names.</param>
    /// <param name="name">Unique within a model; null for the operation's name in snake case.</param>
    /// <exception cref="LayerException">The operation has another number of arguments.</exception>
    public StockOperation(string operation, IReadOnlyList<TensorData?> arguments, JsonObject? settings = null, string? name = null)
        : base(name ?? SnakeCase.Of(operation))
    {
        if (arguments.Count != s_all[operation].Arguments && !TakesAList(operation)) throw Throw.WrongArgumentCount(Name, operation, s_all[operation].Arguments, arguments.Count);
        Operation = operation;
        Arguments = arguments;
        Settings = settings ?? [];
        (HasDefaultName, IsNamedLast) = (name is null, true);
    }

    // More is no model, and each is a tensor.
    private const int MostParts = 65_536;

    public string Operation { get; }

    public IReadOnlyList<TensorData?> Arguments { get; }

    public JsonObject Settings { get; }

    /// <summary>Where Keras has it.</summary>
    public string Module => $"keras.src.ops.{s_all[Operation].Module}";

    internal override bool CastsInput => false;

    internal override string NameStem => SnakeCase.Of(Operation);

    /// <summary>Keras's classes of the operations that there are, sorted.</summary>
    public static IEnumerable<string> Names => s_all.Keys.Order(StringComparer.Ordinal);

    public static bool IsKnown(string operation) => s_all.ContainsKey(operation);

    /// <summary>The settings that an operation's constructor has.</summary>
    public static IReadOnlyList<string> SettingsOf(string operation) => s_all[operation].Settings;

    /// <summary>Whether the arguments of a call are one list of tensors.</summary>
    public static bool TakesAList(string operation) => s_all[operation].Arguments == Known.List;

    /// <summary>The setting that stands behind the tensors among the arguments of a call; null where there is none.</summary>
    public static string? KeyOf(string operation) => s_all[operation].Key;

    /// <summary>None: what Keras's operations give has no mask.</summary>
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
        // Texts of several columns are taken apart before they are looked up.
        if (Operation != "Take" && inputs.FirstOrDefault(x => x.Type == DType.String) is { } text) throw Throw.NeedsNumbers(this, text);
        var next = 0;
        Value[] x = [.. Arguments.Select(argument => argument is null ? inputs[next++] : Constant(argument))];
        return s_all[Operation].Formula(x, Settings);
    }

    private sealed record Known(int Arguments, Func<Value[], JsonObject, Value> Formula, string Module = "numpy", params string[] Settings)
    {
        /// <summary>In place of how many arguments there are: one list of any length.</summary>
        public const int List = -1;

        /// <summary>All outputs of an operation that has more than one.</summary>
        public Func<Value[], JsonObject, Value[]>? Several { get; init; }

        /// <summary>A setting that Keras writes among the arguments.</summary>
        public string? Key { get; init; }
    }
}
