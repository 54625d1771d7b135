global using Layers.Graphs;
global using Layers.Onnx;
