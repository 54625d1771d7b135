namespace Layers;

internal static partial class Throw
{
    // The caller of Adapt does not know the parameter's name.
    public static LayerException CannotLearn(AdaptiveLayer layer, ArgumentException fault) =>
        new(layer.Name, $"{layer}: {WithoutParameter(fault)}", fault);

    private static string WithoutParameter(ArgumentException fault) =>
        fault.ParamName is null ? fault.Message : fault.Message[..fault.Message.LastIndexOf(" (", StringComparison.Ordinal)];

    public static LayerException NothingToContinue(AdaptiveLayer layer) =>
        new(layer.Name, $"{layer}: Update continues from float64 statistics, but the layer's weights come from a file " +
            "without statistics. " +
            "Call Adapt on all of the data, or on a saved AdaptState. " +
            "Files that this library saves hold the statistics, unless another program changes them.");

    public static LayerException StateOfOtherFeatures(AdaptiveLayer layer, string expected, AdaptState state) =>
        new(layer.Name, $"{layer} learns {expected}, but received a state of {state.Description}. " +
            "Give it a state of a layer with the same axes, learned from data of the same shape.");

    public static LayerException StateOfOtherKind(AdaptiveLayer layer, Type expected, AdaptState state) =>
        new(layer.Name, $"{layer} learns from a {expected.Name}, but received a {state.GetType().Name}. " +
            "Give it a state of a layer of its class.");

    public static ArgumentException StatesOfTwoKinds(AdaptState first, AdaptState other) =>
        new($"Only states of one kind can be merged. The first is a {first.GetType().Name}, but another is a {other.GetType().Name}. " +
            "Check which layer each comes from.");

    public static ArgumentException StatesDiffer(AdaptState first, AdaptState other) =>
        new($"Only states of the same features can be merged. The first has {first.Description}, but another has {other.Description}. " +
            "Check which layer and which data each comes from.");

    public static NotSupportedException StateNotSavable(AdaptState state) =>
        new($"A file cannot hold a state of the class {state.GetType().Name} yet. Implement ISavableState<{state.GetType().Name}> " +
            $"and call AdaptStateRegistry.Register<{state.GetType().Name}>(\"my\") at start-up.");

    public static InvalidDataException UnknownState(string kind) =>
        new($"The file has a state of the kind '{kind}', which is not registered. " +
            "Call AdaptStateRegistry.Register for its class before loading.");

    public static InvalidDataException StateNumbers(string kind, long rows, int features, int? names) =>
        new($"A state of the kind '{kind}' was read as {Nouns.Of(rows, "row")} of {Nouns.Of(features, "feature")}" +
            $"{(names is null ? "" : $" with {Nouns.Of(names.Value, "name")}")}. " +
            "The file is damaged, or ReadState reads too little of it.");

    public static ArgumentException NoState(string parameter) =>
        new("Merge needs one or more states, none of them null. Received no state or a null; check the list of files.", parameter);

    public static InvalidDataException NoAdaptState(string path, string reason, Exception? inner = null) =>
        new($"'{path}' is not a file of AdaptState.Save, or it is damaged: {reason.TrimEnd('.')}. Save the state again.", inner);

    public static InvalidDataException LaterAdaptState(string path, string version, int known) =>
        new($"'{path}' is an AdaptState of version {version}, but this library reads version {known}. Use a later release of the library.");

    public static InvalidDataException EditedAdaptState(string path) =>
        new($"'{path}' was damaged or edited after AdaptState.Save wrote it: its hash does not match its content. Save the state again.");

    public static InvalidDataException StateSpace(string fault) =>
        new($"Saved statistics must name the axes of their features, but these have {fault}. The file is damaged.");
}
