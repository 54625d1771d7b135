namespace Layers;

/// <summary>How h5py keeps booleans, and so Keras: numbers of one byte with these two names. PureHDF makes such a type of an
/// enumeration, where it makes plain numbers of <see langword="bool"/>.</summary>
internal enum Hdf5Bool : byte
{
    FALSE,
    TRUE,
}
