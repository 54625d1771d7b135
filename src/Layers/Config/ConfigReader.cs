using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The settings of a layer from a saved file, by Keras's names. Exceptions name the layer and the setting.</summary>
public sealed class ConfigReader
{
    private readonly JsonObject _json;
    private readonly HashSet<string> _read = [];

    internal ConfigReader(JsonObject json, string owner)
    {
        _json = json;
        Owner = owner;
    }

    /// <summary>The layer's name; <see langword="null"/> if the file has none.</summary>
    public string? Name => OptionalText("name");

    /// <summary>The types of the layer's weights and arithmetic.</summary>
    public DTypePolicy Policy => DTypePolicies.Read(Take("dtype"), Owner);

    /// <summary>The owner of the settings, for messages.</summary>
    internal string Owner { get; }

    /// <summary>Reads an inner layer. The code that reads files sets it, because it knows the classes.</summary>
    internal Func<JsonNode?, Layer> ReadLayer { private get; init; } = _ => throw Throw.Bug("these settings have no inner layers.");

    /// <summary>Returns whether the file has a setting that is not null.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    public bool Has(string key) => _json[key] is not null;

    /// <summary>Returns whether the file has a setting, which may be null.</summary>
    internal bool Contains(string key) => _json.ContainsKey(key);

    /// <summary>Reads a text.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <exception cref="InvalidDataException">The file lacks the setting, or the setting has another type.</exception>
    public string Text(string key) => OptionalText(key) ?? throw Throw.MissingSetting(Owner, key);

    /// <summary>Reads a text or <see langword="null"/>.</summary>
    /// <inheritdoc cref="Text"/>
    public string? OptionalText(string key) => Take(key) switch
    {
        null => null,
        var node => JsonWords.Text(node) ?? throw Throw.WrongSetting(Owner, key, "a text", node),
    };

    /// <summary>Reads a bool.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <param name="otherwise">The value if the file lacks the setting.</param>
    /// <exception cref="InvalidDataException">The setting has another type.</exception>
    public bool Flag(string key, bool otherwise) => Take(key) switch
    {
        null => otherwise,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        var other => throw Throw.WrongSetting(Owner, key, "true or false", other),
    };

    /// <summary>Reads a whole number.</summary>
    /// <inheritdoc cref="Text"/>
    public long Integer(string key) => OptionalInteger(key) ?? throw Throw.MissingSetting(Owner, key);

    /// <summary>Reads a whole number or <see langword="null"/>.</summary>
    /// <inheritdoc cref="Text"/>
    public long? OptionalInteger(string key) => Take(key) switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out long number) => number,
        var other => throw Throw.WrongSetting(Owner, key, "a whole number", other),
    };

    /// <summary>Reads a number.</summary>
    /// <inheritdoc cref="Text"/>
    public double Number(string key) => OptionalNumber(key) ?? throw Throw.MissingSetting(Owner, key);

    /// <summary>Reads a number or <see langword="null"/>.</summary>
    /// <inheritdoc cref="Text"/>
    public double? OptionalNumber(string key)
    {
        var node = Take(key);
        return node is null ? null : JsonTensors.Number(node) ?? throw Throw.WrongSetting(Owner, key, "a number", node);
    }

    /// <summary>Reads a number that the file may lack. The setting must not be null, as in Keras.</summary>
    internal double NumberOr(string key, double otherwise) => Contains(key) ? Number(key) : otherwise;

    /// <summary>Reads a whole number that the file may lack. The setting must not be null.</summary>
    internal int WholeOr(string key, int otherwise) => Contains(key) ? Whole(key) : otherwise;

    /// <summary>Reads a whole number in the range of <see langword="int"/>.</summary>
    internal int Whole(string key) => OptionalWhole(key) ?? throw Throw.MissingSetting(Owner, key);

    /// <summary>Reads a whole number in the range of <see langword="int"/>, or null.</summary>
    internal int? OptionalWhole(string key) => OptionalInteger(key) is { } number ? Whole(key, number) : null;

    /// <summary>Returns a number of a list as an <see langword="int"/>. Throws if it is out of range.</summary>
    internal int Whole(string key, long number) =>
        number is >= int.MinValue and <= int.MaxValue
        ? (int)number : throw Throw.WrongSetting(Owner, key, $"from {int.MinValue} to {int.MaxValue}", _json[key]!);

    /// <summary>Reads one axis or a list of axes that the file may lack. The setting must not be null.</summary>
    internal IReadOnlyList<int> AxesOr(string key, int otherwise) =>
        !Contains(key) ? [otherwise] : OptionalAxes(key) ?? throw Throw.MissingSetting(Owner, key);

    /// <summary>Reads one axis, a list of axes, or null.</summary>
    internal int[]? OptionalAxes(string key) => Integers(key) is { } axes ? Array.ConvertAll(axes, axis => Whole(key, axis)) : null;

    internal bool IsList(string key) => _json[key] is JsonArray;

    /// <summary>Reads a list of whole numbers or <see langword="null"/>. A single number is read as a list of one.</summary>
    /// <inheritdoc cref="Text"/>
    public IReadOnlyList<long>? OptionalIntegers(string key) => Integers(key);

    /// <summary>Reads a list of texts or <see langword="null"/>.</summary>
    /// <inheritdoc cref="Text"/>
    public IReadOnlyList<string>? OptionalTexts(string key) => Take(key) switch
    {
        null => null,
        JsonArray list => [.. list.Select(item => JsonWords.Text(item) ?? throw Throw.WrongSetting(Owner, key, "a list of texts", list))],
        var other => throw Throw.WrongSetting(Owner, key, "a list of texts", other),
    };

    /// <summary>Reads numbers in nested lists, a single number, or <see langword="null"/>, as float64.</summary>
    /// <inheritdoc cref="Text"/>
    public TensorData? OptionalTensor(string key)
    {
        var node = Take(key);
        return node is null ? null : JsonTensors.Read(node)
            ?? throw Throw.WrongSetting(Owner, key, "numbers in lists of equal length", node);
    }

    /// <summary>Reads an activation function; linear if the file lacks the setting.</summary>
    /// <inheritdoc cref="Text"/>
    public ActivationFunction Activation(string key) => Activations.Read(Take(key), Owner, key);

    /// <summary>Reads an activation function that the file may lack; linear if the setting is null.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <param name="otherwise">The value if the file lacks the setting.</param>
    /// <exception cref="InvalidDataException">The setting has another type or names a function that Layers does not know.</exception>
    public ActivationFunction Activation(string key, ActivationFunction otherwise) => Contains(key) ? Activation(key) : otherwise;

    /// <summary>Reads an initializer that the file may lack.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <param name="otherwise">The value if the file lacks the setting.</param>
    /// <exception cref="InvalidDataException">The setting has another type or names an initializer that Layers does not know.</exception>
    public Initializer Initializer(string key, Initializer otherwise)
    {
        var node = Take(key);
        return node is null ? otherwise : Initializers.Read(node, Owner, key);
    }

    /// <summary>Reads a regularizer or <see langword="null"/>.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <exception cref="InvalidDataException">The setting has another type or names a regularizer that Layers does not know.</exception>
    public Regularizer? Regularizer(string key) => Take(key) is { } node ? Regularizers.Read(node, Owner, key) : null;

    /// <summary>Reads a constraint or <see langword="null"/>.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <exception cref="InvalidDataException">The setting has another type or names a constraint that Layers does not know.</exception>
    public WeightConstraint? Constraint(string key) => Take(key) is { } node ? WeightConstraints.Read(node, Owner, key) : null;

    /// <summary>Reads an inner layer.</summary>
    internal TLayer Layer<TLayer>(string key) where TLayer : Layer
    {
        var node = Take(key) ?? throw Throw.MissingSetting(Owner, key);
        return ReadLayer(node) as TLayer ?? throw Throw.WrongSetting(Owner, key, $"a {typeof(TLayer).Name}", node);
    }

    /// <summary>Reads a list of inner layers.</summary>
    internal IReadOnlyList<TLayer> Layers<TLayer>(string key) where TLayer : Layer
    {
        var node = Take(key) ?? throw Throw.MissingSetting(Owner, key);
        if (node is not JsonArray list) throw Throw.WrongSetting(Owner, key, $"a list of {typeof(TLayer).Name}", node);
        return [.. list.Select(item => ReadLayer(item) as TLayer
            ?? throw Throw.WrongSetting(Owner, key, $"a list of {typeof(TLayer).Name}", node))];
    }

    internal DataFormat DataFormat(string key) => DataFormats.Parse(OptionalText(key), Owner, key);

    /// <summary>Reads a list of sizes, of which some may be null, or null.</summary>
    internal IReadOnlyList<long?>? OptionalSizes(string key) => Take(key) switch
    {
        null => null,
        JsonArray list =>
            [.. list.Select(item => item is null
            ? (long?)null : item is JsonValue value && value.TryGetValue(out long size)
            ? size : throw Throw.WrongSetting(Owner, key, "a list of sizes", list))],
        var other => throw Throw.WrongSetting(Owner, key, "a list of sizes", other),
    };

    private long[]? Integers(string key)
    {
        var node = Take(key);
        if (node is null) return null;
        var items = node is JsonArray list ? list.ToArray() : [node];
        var numbers = new long[items.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = items[i] is JsonValue value && value.TryGetValue(out long number)
                ? number : throw Throw.WrongSetting(Owner, key, "a list of whole numbers", node);
        return numbers;
    }

    internal JsonNode? Take(string key)
    {
        _read.Add(key);
        return _json[key];
    }

    /// <summary>Throws if a setting was not read and could change what the layer does. Null, false, and empty lists and objects
    /// cannot.</summary>
    internal void RefuseUnread()
    {
        foreach (var (key, value) in _json)
            if (!_read.Contains(key) && !IsNothing(value))
                throw Throw.UnsupportedSetting(Owner, key, value!);
    }

    private static bool IsNothing(JsonNode? node) => node switch
    {
        null => true,
        JsonArray { Count: 0 } or JsonObject { Count: 0 } => true,
        JsonValue value when value.TryGetValue(out bool flag) => !flag,
        _ => false,
    };
}
