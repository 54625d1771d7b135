namespace Layers;

/// <summary>The settings that all of Keras's recurrent layers have, apart from their cell.</summary>
internal readonly record struct LoopSettings(bool ReturnSequences, bool ReturnState, bool GoBackwards, bool Stateful, bool Unroll,
    bool ZeroOutputForMask)
{
    public static LoopSettings Read(ConfigReader config) =>
        new(config.Flag("return_sequences", false), config.Flag("return_state", false), config.Flag("go_backwards", false),
        config.Flag("stateful", false), config.Flag("unroll", false), config.Flag("zero_output_for_mask", false));
}
