using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A collector of a layer's settings for the saved file, by Keras's names.</summary>
public sealed class ConfigWriter
{
    internal JsonObject Json { get; } = [];

    /// <summary>Writes an inner layer. The code that writes files sets it, because it knows the classes.</summary>
    internal Func<Layer, JsonObject> WriteLayer { private get; init; } = _ => throw Throw.Bug("these settings have no inner layers.");

    /// <summary>Adds an inner layer.</summary>
    internal ConfigWriter Set(string key, Layer layer) => Put(key, WriteLayer(layer));

    /// <summary>Adds a list of inner layers.</summary>
    internal ConfigWriter Set(string key, IEnumerable<Layer> layers) => Put(key, new JsonArray([.. layers.Select(WriteLayer)]));

    /// <summary>Adds a text.</summary>
    /// <param name="key">The name, as Keras spells it.</param>
    /// <param name="value">The text; <see langword="null"/> for none.</param>
    /// <returns>This writer.</returns>
    public ConfigWriter Set(string key, string? value) => Put(key, value is null ? null : JsonValue.Create(value));

    /// <summary>Adds a bool.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    public ConfigWriter Set(string key, bool value) => Put(key, JsonValue.Create(value));

    /// <summary>Adds a whole number.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    public ConfigWriter Set(string key, long? value) => Put(key, value is { } number ? JsonValue.Create(number) : null);

    /// <summary>Adds a number, written with a decimal point, which Keras requires for floats.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    public ConfigWriter Set(string key, double? value) => Put(key, value is { } number ? JsonValue.Create(number) : null);

    /// <summary>Adds a list of whole numbers.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    public ConfigWriter Set(string key, IEnumerable<long>? value) =>
        Put(key, value is null ? null : new JsonArray([.. value.Select(number => JsonValue.Create(number))]));

    /// <summary>Adds a list of texts.</summary>
    /// <inheritdoc cref="Set(string, string)"/>
    [OverloadResolutionPriority(1)] // An array of texts also converts to a tensor.
    public ConfigWriter Set(string key, IEnumerable<string>? value) =>
        Put(key, value is null ? null : new JsonArray([.. value.Select(text => JsonValue.Create(text))]));

    internal ConfigWriter Set(string key, IEnumerable<long?>? value) =>
        Put(key, value is null ? null : new JsonArray([.. value.Select(size => size is { } known ? JsonValue.Create(known) : null)]));

    /// <summary>Adds a tensor as nested lists of numbers or texts; a tensor without axes as one number or text.</summary>
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

    /// <summary>Adds axes, one as a number and several as a list, as Keras does.</summary>
    internal ConfigWriter SetAxis(string key, IReadOnlyList<int> axes) =>
        axes.Count == 1 ? Set(key, (long)axes[0]) : Set(key, axes.Select(axis => (long)axis));

    internal ConfigWriter Put(string key, JsonNode? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Json[key] = value;
        return this;
    }
}
