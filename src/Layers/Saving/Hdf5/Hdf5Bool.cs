namespace Layers;

/// <summary>The enumeration as which h5py, and so Keras, stores booleans: one-byte integers with these two names. PureHDF writes a .NET
/// enumeration as such a type, and <see langword="bool"/> as plain integers.</summary>
internal enum Hdf5Bool : byte
{
    FALSE,
    TRUE,
}
