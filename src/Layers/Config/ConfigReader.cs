using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A layer's settings from a saved file, by Keras's names. Errors name the layer and the setting.</summary>
public sealed class ConfigReader
{
    private readonly JsonObject _json;
    private readonly HashSet<string> _read = [];

    internal ConfigReader(JsonObject json, string owner)
    {
        _json = json;
        Owner = owner;
    }

    /// <summary>The layer's name; <see langword="null"/> where the file gives none.</summary>
    public string? Name => OptionalText("name");

    /// <summary>The types of the layer's weights and arithmetic.</summary>
    public DTypePolicy Policy => DTypePolicies.Read(Take("dtype"), Owner);

    /// <summary>Whose settings they are, for messages.</summary>
    internal string Owner { get; }

    /// <summary>Reads a layer within the layer; given by the code of files, which knows the classes.</summary>
    internal Func<JsonNode?, Layer> ReadLayer { private get; init; } = _ => throw Throw.Bug("these settings hold no layers.");

    /// <summary>Whether the file has a setting that is not null.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    public bool Has(string key) => _json[key] is not null;

    /// <summary>Whether the file has a setting, be it null.</summary>
    internal bool Contains(string key) => _json.ContainsKey(key);

    /// <summary>A text.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <exception cref="InvalidDataException">The file lacks it, or it is something else.</exception>
    public string Text(string key) => OptionalText(key) ?? throw Throw.MissingSetting(Owner, key);

    /// <summary>A text, or <see langword="null"/>.</summary>
    /// <inheritdoc cref="Text"/>
    public string? OptionalText(string key) => Take(key) switch
    {
        null => null,
        var node => JsonWords.Text(node) ?? throw Throw.WrongSetting(Owner, key, "a text", node),
    };

    /// <summary>A truth value.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <param name="otherwise">What it is where the file does not say.</param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public bool Flag(string key, bool otherwise) => Take(key) switch
    {
        null => otherwise,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        var other => throw Throw.WrongSetting(Owner, key, "true or false", other),
    };

    /// <summary>A whole number.</summary>
    /// <inheritdoc cref="Text"/>
    public long Integer(string key) => OptionalInteger(key) ?? throw Throw.MissingSetting(Owner, key);

    /// <summary>A whole number, or <see langword="null"/>.</summary>
    /// <inheritdoc cref="Text"/>
    public long? OptionalInteger(string key) => Take(key) switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out long number) => number,
        var other => throw Throw.WrongSetting(Owner, key, "a whole number", other),
    };

    /// <summary>A number.</summary>
    /// <inheritdoc cref="Text"/>
    public double Number(string key) => OptionalNumber(key) ?? throw Throw.MissingSetting(Owner, key);

    /// <summary>A number, or <see langword="null"/>.</summary>
    /// <inheritdoc cref="Text"/>
    public double? OptionalNumber(string key)
    {
        var node = Take(key);
        return node is null ? null : JsonTensors.Number(node) ?? throw Throw.WrongSetting(Owner, key, "a number", node);
    }

    /// <summary>A number that may be left out, but is no null, which Keras refuses here.</summary>
    internal double NumberOr(string key, double otherwise) => Contains(key) ? Number(key) : otherwise;

    /// <summary>A whole number that may be left out, but is no null.</summary>
    internal int WholeOr(string key, int otherwise) => Contains(key) ? Whole(key) : otherwise;

    /// <summary>A whole number that an <see langword="int"/> holds.</summary>
    internal int Whole(string key) => OptionalWhole(key) ?? throw Throw.MissingSetting(Owner, key);

    /// <summary>A whole number that an <see langword="int"/> holds, or null.</summary>
    internal int? OptionalWhole(string key) => OptionalInteger(key) is { } number ? Whole(key, number) : null;

    /// <summary>A number of a list as an <see langword="int"/>.</summary>
    internal int Whole(string key, long number) => number is >= int.MinValue and <= int.MaxValue ? (int)number : throw Throw.WrongSetting(Owner, key, $"from {int.MinValue} to {int.MaxValue}", _json[key]!);

    /// <summary>One axis or a list of them, which may be left out, but is no null.</summary>
    internal IReadOnlyList<int> AxesOr(string key, int otherwise) =>
        !Contains(key) ? [otherwise] : OptionalAxes(key) ?? throw Throw.MissingSetting(Owner, key);

    /// <summary>One axis or a list of them, or null.</summary>
    internal int[]? OptionalAxes(string key) => Integers(key) is { } axes ? Array.ConvertAll(axes, axis => Whole(key, axis)) : null;

    internal bool IsList(string key) => _json[key] is JsonArray;

    /// <summary>A list of whole numbers, or <see langword="null"/>; a single one is a list of one.</summary>
    /// <inheritdoc cref="Text"/>
    public IReadOnlyList<long>? OptionalIntegers(string key) => Integers(key);

    /// <summary>A list of texts, or <see langword="null"/>.</summary>
    /// <inheritdoc cref="Text"/>
    public IReadOnlyList<string>? OptionalTexts(string key) => Take(key) switch
    {
        null => null,
        JsonArray list => [.. list.Select(item => JsonWords.Text(item) ?? throw Throw.WrongSetting(Owner, key, "a list of texts", list))],
        var other => throw Throw.WrongSetting(Owner, key, "a list of texts", other),
    };

    /// <summary>Numbers in nested lists, a single number, or <see langword="null"/>, as float64.</summary>
    /// <inheritdoc cref="Text"/>
    public TensorData? OptionalTensor(string key)
    {
        var node = Take(key);
        return node is null ? null : JsonTensors.Read(node) ?? throw Throw.WrongSetting(Owner, key, "numbers in lists of equal length", node);
    }

    /// <summary>An activation function; linear where the file does not say.</summary>
    /// <inheritdoc cref="Text"/>
    public ActivationFunction Activation(string key) => Activations.Read(Take(key), Owner, key);

    /// <summary>An activation function, or what it is where the file does not say; linear where it says null.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <param name="otherwise">What it is where the file does not say.</param>
    /// <exception cref="InvalidDataException">It is something else, or a function that Layers does not know.</exception>
    public ActivationFunction Activation(string key, ActivationFunction otherwise) => Contains(key) ? Activation(key) : otherwise;

    /// <summary>An initializer, or what it is where the file does not say.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <param name="otherwise">What it is where the file does not say.</param>
    /// <exception cref="InvalidDataException">It is something else, or an initializer that Layers does not know.</exception>
    public Initializer Initializer(string key, Initializer otherwise)
    {
        var node = Take(key);
        return node is null ? otherwise : Initializers.Read(node, Owner, key);
    }

    /// <summary>A regularizer, or <see langword="null"/>.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <exception cref="InvalidDataException">It is something else, or a regularizer that Layers does not know.</exception>
    public Regularizer? Regularizer(string key) => Take(key) is { } node ? Regularizers.Read(node, Owner, key) : null;

    /// <summary>A constraint, or <see langword="null"/>.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <exception cref="InvalidDataException">It is something else, or a constraint that Layers does not know.</exception>
    public WeightConstraint? Constraint(string key) => Take(key) is { } node ? WeightConstraints.Read(node, Owner, key) : null;

    /// <summary>A layer within the layer.</summary>
    internal TLayer Layer<TLayer>(string key) where TLayer : Layer
    {
        var node = Take(key) ?? throw Throw.MissingSetting(Owner, key);
        return ReadLayer(node) as TLayer ?? throw Throw.WrongSetting(Owner, key, $"a {typeof(TLayer).Name}", node);
    }

    /// <summary>Layers within the layer.</summary>
    internal IReadOnlyList<TLayer> Layers<TLayer>(string key) where TLayer : Layer
    {
        var node = Take(key) ?? throw Throw.MissingSetting(Owner, key);
        if (node is not JsonArray list) throw Throw.WrongSetting(Owner, key, $"a list of {typeof(TLayer).Name}", node);
        return [.. list.Select(item => ReadLayer(item) as TLayer ?? throw Throw.WrongSetting(Owner, key, $"a list of {typeof(TLayer).Name}", node))];
    }

    internal DataFormat DataFormat(string key) => DataFormats.Parse(OptionalText(key), Owner, key);

    /// <summary>Sizes of which some may be open.</summary>
    internal IReadOnlyList<long?>? OptionalSizes(string key) => Take(key) switch
    {
        null => null,
        JsonArray list => [.. list.Select(item => item is null ? (long?)null : item is JsonValue value && value.TryGetValue(out long size) ? size : throw Throw.WrongSetting(Owner, key, "a list of sizes", list))],
        var other => throw Throw.WrongSetting(Owner, key, "a list of sizes", other),
    };

    private long[]? Integers(string key)
    {
        var node = Take(key);
        if (node is null) return null;
        var items = node is JsonArray list ? list.ToArray() : [node];
        var numbers = new long[items.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = items[i] is JsonValue value && value.TryGetValue(out long number) ? number : throw Throw.WrongSetting(Owner, key, "a list of whole numbers", node);
        return numbers;
    }

    internal JsonNode? Take(string key)
    {
        _read.Add(key);
        return _json[key];
    }

    /// <summary>Refuses what was not read and could change what the layer does; nulls, false and empty lists cannot.</summary>
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
