global using Layers.Graphs;

// Keras takes most of the time, and each of its processes uses one core.
[assembly: LevelOfParallelism(2)]
