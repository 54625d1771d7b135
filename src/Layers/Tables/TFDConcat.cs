namespace Layers;

/// <summary>Keras's layer that concatenates the features of a space, as it occurs in Keras's models.</summary>
internal sealed class TFDConcat(int axis = -1, string? name = null, DTypePolicy? dtype = null) : MergeLayer(name, dtype),
    ISavable<TFDConcat>
{
    internal override string NameStem => "tfd_concat";

    public void WriteConfig(ConfigWriter config) => config.Set("axis", (long)axis);

    public static TFDConcat FromConfig(ConfigReader config) => new(config.OptionalWhole("axis") ?? -1, config.Name, config.Policy);

    protected override Value Call(IReadOnlyList<Value> inputs)
    {
        var type = Promotion.Of(inputs);
        return Ops.Concat([.. inputs.Select(input => Ops.Cast(input, type))], axis);
    }
}
