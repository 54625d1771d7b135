namespace Layers.Graphs;

/// <summary>The kind of a tensor's elements.</summary>
internal enum ElementKind
{
    Float,
    Integer,
    Truth,
    Text,
}
