using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Collects a layer's settings for the saved file, by Keras's names.</summary>
public sealed class ConfigWriter
{
    internal JsonObject Json { get; } = [];

    /// <summary>Writes a layer within the layer; given by the code of files, which knows the classes.</summary>
    internal Func<Layer, JsonObject> WriteLayer { private get; init; } = _ => throw Throw.Bug("these settings hold no layers.");

    /// <summary>Adds a layer within the layer.</summary>
    internal ConfigWriter Set(string key, Layer layer) => Put(key, WriteLayer(layer));

    /// <summary>Adds layers within the layer.</summary>
    internal ConfigWriter Set(string key, IEnumerable<Layer> layers) => Put(key, new JsonArray([.. layers.Select(WriteLayer)]));

    /// <summary>Adds a text.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <param name="value">The text; <see langword="null"/> for none.</param>
    /// <returns>This writer.</returns>
    public ConfigWriter Set(string key, string? value) => Put(key, value is null ? null : JsonValue.Create(value));

    /// <summary>Adds a truth value.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    public ConfigWriter Set(string key, bool value) => Put(key, JsonValue.Create(value));

    /// <summary>Adds a whole number.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    public ConfigWriter Set(string key, long? value) => Put(key, value is { } number ? JsonValue.Create(number) : null);

    /// <summary>Adds a number; it is written with a decimal point, which Keras asks of settings that are floats.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    public ConfigWriter Set(string key, double? value) => Put(key, value is { } number ? JsonValue.Create(number) : null);

    /// <summary>Adds a list of whole numbers.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    public ConfigWriter Set(string key, IEnumerable<long>? value) => Put(key, value is null ? null : new JsonArray([.. value.Select(number => JsonValue.Create(number))]));

    /// <summary>Adds a list of texts.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    [OverloadResolutionPriority(1)] // An array of texts is also a tensor of them.
    public ConfigWriter Set(string key, IEnumerable<string>? value) => Put(key, value is null ? null : new JsonArray([.. value.Select(text => JsonValue.Create(text))]));

    internal ConfigWriter Set(string key, IEnumerable<long?>? value) => Put(key, value is null ? null : new JsonArray([.. value.Select(size => size is { } known ? JsonValue.Create(known) : null)]));

    /// <summary>Adds a tensor as nested lists of numbers or texts; without axes it is one of them.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    public ConfigWriter Set(string key, TensorData? value) => Put(key, value is null ? null : JsonTensors.Nested(value));

    /// <summary>Adds an activation function by name.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    public ConfigWriter Set(string key, ActivationFunction value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!Activations.IsKnown(value)) throw Throw.FunctionNotSavable(value);
        return Set(key, value.Name);
    }

    /// <summary>Adds an initializer with its settings.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    public ConfigWriter Set(string key, Initializer value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Put(key, Initializers.Write(value));
    }

    /// <summary>Adds a regularizer with its settings.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    public ConfigWriter Set(string key, Regularizer? value) => Put(key, Regularizers.Write(value));

    /// <summary>Adds a constraint with its settings.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    public ConfigWriter Set(string key, WeightConstraint? value) => Put(key, WeightConstraints.Write(value));

    /// <summary>Adds axes: one as a number, several as a list, as Keras has it.</summary>
    internal ConfigWriter SetAxis(string key, IReadOnlyList<int> axes) => axes.Count == 1 ? Set(key, (long)axes[0]) : Set(key, axes.Select(axis => (long)axis));

    internal ConfigWriter Put(string key, JsonNode? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Json[key] = value;
        return this;
    }
}
