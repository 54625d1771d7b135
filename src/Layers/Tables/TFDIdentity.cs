namespace Layers;

/// <summary>Keras's layer for a feature that is an unchanged number: it returns its input.</summary>
internal sealed class TFDIdentity(string? name = null, DTypePolicy? dtype = null) : Layer(name, dtype), ISavable<TFDIdentity>
{
    internal override string NameStem => "tfd_identity";

    public void WriteConfig(ConfigWriter config)
    {
    }

    public static TFDIdentity FromConfig(ConfigReader config) => new(config.Name, config.Policy);

    protected override Value Call(Value x) => Ops.Identity(x);
}
