using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The kinds of adapt states that files may contain. Numeric states need no registration; register a kind of your own once, at
/// startup.</summary>
/// <example><code>AdaptStateRegistry.Register&lt;ValueCounts&gt;("my");   // its name in files is my&gt;ValueCounts</code></example>
public static class AdaptStateRegistry
{
    private static readonly ConcurrentDictionary<string, Entry> s_byName = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<Type, Entry> s_byType = new();

    static AdaptStateRegistry()
    {
        Register<VocabularyState>("Layers");
        Register<BinSummary>("Layers");
        Register<TargetState>("Layers");
    }

    /// <summary>Registers a kind of state.</summary>
    /// <typeparam name="TState">The class of the state.</typeparam>
    /// <param name="package">The name of your package, a prefix of the kind's name.</param>
    /// <param name="name">The name of the kind; <see langword="null"/>, the default, is the name of the class.</param>
    /// <exception cref="ArgumentException">Another class has that name, or the class is registered under another name.</exception>
    public static void Register<TState>(string package, string? name = null)
        where TState : AdaptState, ISavableState<TState>
    {
        ArgumentException.ThrowIfNullOrEmpty(package);
        var kind = $"{package}>{name ?? typeof(TState).Name}";
        var entry = new Entry(kind,
            state =>
            {
                var config = new ConfigWriter();
                ((TState)state).WriteState(config);
                return config.Json;
            },
            TState.ReadState);
        if (s_byType.TryGetValue(typeof(TState), out var known) && known.Kind == kind) return;
        if (!s_byName.TryAdd(kind, entry)) throw Throw.NameTaken("state", kind);
        if (!s_byType.TryAdd(typeof(TState), entry)) throw Throw.ClassHasAName(typeof(TState).Name, s_byType[typeof(TState)].Kind);
    }

    internal static Entry Find(AdaptState state) =>
        s_byType.TryGetValue(state.GetType(), out var entry) ? entry : throw Throw.StateNotSavable(state);

    internal static Entry Find(string kind) => s_byName.TryGetValue(kind, out var entry) ? entry : throw Throw.UnknownState(kind);

    internal sealed record Entry(string Kind, Func<AdaptState, JsonObject> Write, Func<ConfigReader, AdaptState> Read);
}
